import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database';
import { StoredResponseRepository, type StoredResponse } from './stored-response.repository';

const NOW = 1_795_392_000_000;
const response = (fields: Partial<StoredResponse> = {}): StoredResponse => ({
  responseId: 'resp_1',
  clientId: 'client-1',
  providerId: 'acme',
  model: 'sent',
  isBilled: true,
  expiresAt: NOW + 1,
  ...fields,
});

describe('StoredResponseRepository', () => {
  let temporary: TemporaryDatabase;
  let responses: StoredResponseRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    responses = new StoredResponseRepository(temporary.database);
  });
  afterEach(() => temporary.remove());

  it.each([true, false])('gives back what was stored (billed: %s)', async (isBilled) => {
    await responses.add(response({ isBilled }));
    await expect(responses.find('resp_1', NOW)).resolves.toEqual(response({ isBilled }));
  });

  it.each(['resp_2', '', '%', "' OR 1=1 --"])('does not find %j', async (responseId) => {
    await responses.add(response());
    await expect(responses.find(responseId, NOW)).resolves.toBeNull();
  });

  it('leaves an id with the first who claimed it', async () => {
    await responses.add(response());
    await responses.add(response({ clientId: 'client-2', isBilled: false }));
    await expect(responses.find('resp_1', NOW)).resolves.toEqual(response());
  });

  it('does not find what has expired, to the millisecond', async () => {
    await responses.add(response({ expiresAt: NOW }));
    await expect(responses.find('resp_1', NOW - 1)).resolves.not.toBeNull();
    await expect(responses.find('resp_1', NOW)).resolves.toBeNull();
  });

  it('lets one of many bill', async () => {
    await responses.add(response({ isBilled: false }));
    const claims = await Promise.all(Array.from({ length: 10 }, () => responses.claimBilling('resp_1')));
    expect(claims.filter(Boolean)).toHaveLength(1);
    await expect(responses.find('resp_1', NOW)).resolves.toMatchObject({ isBilled: true });
  });

  it('lets nobody bill what is paid for or unknown', async () => {
    await responses.add(response());
    await expect(responses.claimBilling('resp_1')).resolves.toBe(false);
    await expect(responses.claimBilling('resp_2')).resolves.toBe(false);
  });

  it('forgets what is removed, and that alone', async () => {
    await responses.add(response());
    await responses.add(response({ responseId: 'resp_2' }));
    await responses.remove('resp_1');
    await responses.remove('unknown');
    await expect(responses.find('resp_1', NOW)).resolves.toBeNull();
    await expect(responses.find('resp_2', NOW)).resolves.not.toBeNull();
  });

  it('removes what has expired and says how much', async () => {
    await responses.add(response({ expiresAt: NOW }));
    await responses.add(response({ responseId: 'resp_2' }));
    await expect(responses.deleteExpired(NOW)).resolves.toBe(1);
    await expect(responses.find('resp_2', NOW)).resolves.not.toBeNull();
  });
});
