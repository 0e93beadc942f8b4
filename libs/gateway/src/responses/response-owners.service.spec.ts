import { Logger } from '@nestjs/common';
import { StoredResponseRepository } from '@app/persistence';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { ResponseNotFoundError, ResponseOwners } from './response-owners.service';

const DAY_MS = 24 * 60 * 60 * 1_000;
const MADE = { responseId: 'resp_1', clientId: 'client-1', providerId: 'acme', model: 'sent', isBilled: false };

describe('ResponseOwners', () => {
  let temporary: TemporaryDatabase;
  let repository: StoredResponseRepository;
  let clock: ManualClock;
  let owners: ResponseOwners;
  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    temporary = await temporaryDatabase();
    repository = new StoredResponseRepository(temporary.database);
    clock = new ManualClock();
    owners = new ResponseOwners(repository, clock);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await temporary.remove();
  });
  const restarted = (): ResponseOwners => new ResponseOwners(repository, clock);
  const both = (): ResponseOwners[] => [owners, restarted()];

  it('knows who made a response, at once and after a restart', async () => {
    await owners.add(MADE);
    for (const knowing of both()) await expect(knowing.find('resp_1', 'client-1')).resolves.toMatchObject(MADE);
  });

  it.each([
    ['another client', 'resp_1', 'client-2'],
    ['another id', 'resp_2', 'client-1'],
  ])('tells %s that there is none, in the same words', async (_, id, client) => {
    await owners.add(MADE);
    for (const knowing of both()) {
      const error: unknown = await knowing.find(id, client, 'previous_response_id').catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ResponseNotFoundError);
      expect(error).toMatchObject({
        httpStatus: 404,
        param: 'previous_response_id',
        message: `Response with id '${id}' not found; only the client that made it can use it.`,
      });
    }
  });

  it('quotes no endless id', async () => {
    await expect(owners.find('x'.repeat(5_000), 'client-1')).rejects.toMatchObject({
      message: expect.stringMatching(/^.{1,250}$/) as unknown,
      param: null,
    });
  });

  it('forgets after thirty days', async () => {
    await owners.add(MADE);
    clock.advance(30 * DAY_MS - 1);
    for (const knowing of both()) await expect(knowing.find('resp_1', 'client-1')).resolves.toBeDefined();
    clock.advance(1);
    for (const knowing of both())
      await expect(knowing.find('resp_1', 'client-1')).rejects.toBeInstanceOf(ResponseNotFoundError);
  });

  it('forgets what was removed', async () => {
    await owners.add(MADE);
    await owners.remove('resp_1');
    for (const knowing of both())
      await expect(knowing.find('resp_1', 'client-1')).rejects.toBeInstanceOf(ResponseNotFoundError);
  });

  it('lets one request bill', async () => {
    await owners.add(MADE);
    const claims = await Promise.all([owners.claimBilling('resp_1'), restarted().claimBilling('resp_1')]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    await expect(owners.claimBilling('resp_1')).resolves.toBe(false);
  });

  it('remembers, and bills rather twice than never, while the database is away', async () => {
    await temporary.database.close();
    await expect(owners.add(MADE)).resolves.toBeUndefined();
    await expect(owners.find('resp_1', 'client-1')).resolves.toMatchObject(MADE);
    await expect(owners.claimBilling('resp_1')).resolves.toBe(true);
  });

  it('removes what has expired every hour, until it is shut down', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const swept = jest.spyOn(repository, 'deleteExpired').mockRejectedValueOnce(new Error('busy')).mockResolvedValue(1);
    owners.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(2 * 60 * 60 * 1_000);
    expect(swept.mock.calls).toEqual([[clock.now()], [clock.now()]]);
    owners.onApplicationShutdown();
    await jest.advanceTimersByTimeAsync(DAY_MS);
    expect(swept).toHaveBeenCalledTimes(2);
    jest.useRealTimers();
  });
});
