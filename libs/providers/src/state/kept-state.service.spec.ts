import { Logger } from '@nestjs/common';
import { KeyRing } from '@app/common';
import { KeptStateRepository, type SealedState } from '@app/persistence';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { until } from '../testing/vendor-server';
import { KeptStateService } from './kept-state.service';

const DAY_MS = 24 * 60 * 60 * 1_000;
const OWNER = { clientId: 'client-1', providerId: 'acme' };
const SECRET = 'a thought signature';
const key = (fill: number): KeyRing => KeyRing.of(Buffer.alloc(32, fill));
const state = (toolCallId: string, value = SECRET): { toolCallId: string; value: string } => ({ toolCallId, value });

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe('KeptStateService', () => {
  let temporary: TemporaryDatabase;
  let repository: KeptStateRepository;
  let clock: ManualClock;
  let service: KeptStateService;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    repository = new KeptStateRepository(temporary.database);
    clock = new ManualClock();
    service = new KeptStateService(key(7), repository, clock);
  });
  afterEach(() => temporary.remove());

  const found = async (from: KeptStateService, ids: readonly string[], owner = OWNER): Promise<object> =>
    Object.fromEntries(await from.find(owner, ids));
  /** The same gateway after a restart: nothing in memory. */
  const restarted = async (fill = 7): Promise<KeptStateService> => {
    await service.onApplicationShutdown();
    return new KeptStateService(key(fill), repository, clock);
  };
  const rows = (): Promise<SealedState[]> =>
    temporary.database.reader.run((manager) => manager.query('SELECT * FROM kept_states'));

  it('gives back at once what was kept', async () => {
    service.keep(OWNER, [state('call_1'), state('call_2', 'other')]);
    await expect(found(service, ['call_2', 'call_1', 'call_3'])).resolves.toEqual({ call_1: SECRET, call_2: 'other' });
  });

  it('gives it back after a restart', async () => {
    service.keep(OWNER, [state('call_1')]);
    await expect(found(await restarted(), ['call_1'])).resolves.toEqual({ call_1: SECRET });
  });

  it('gives the newest', async () => {
    service.keep(OWNER, [state('call_1', 'old'), state('call_1', 'newer')]);
    service.keep(OWNER, [state('call_1', 'newest')]);
    await expect(found(service, ['call_1'])).resolves.toEqual({ call_1: 'newest' });
    await expect(found(await restarted(), ['call_1'])).resolves.toEqual({ call_1: 'newest' });
  });

  it.each([
    ['another client', { ...OWNER, clientId: 'client-2' }, 'call_1'],
    ['another provider', { ...OWNER, providerId: 'other' }, 'call_1'],
    ['another call', OWNER, 'call_2'],
    ['names that join to the same text', { clientId: 'client-1","acme', providerId: 'call_1' }, ''],
  ])('gives nothing to %s, from memory or from the database', async (_, owner, id) => {
    service.keep(OWNER, [state('call_1')]);
    await expect(found(service, [id], owner)).resolves.toEqual({});
    await expect(found(await restarted(), [id], owner)).resolves.toEqual({});
  });

  it('forgets after a day, in memory and in the database', async () => {
    service.keep(OWNER, [state('call_1')]);
    const other = await restarted();
    clock.advance(DAY_MS - 1);
    await expect(found(service, ['call_1'])).resolves.toEqual({ call_1: SECRET });
    await expect(found(other, ['call_1'])).resolves.toEqual({ call_1: SECRET });
    clock.advance(1);
    await expect(found(service, ['call_1'])).resolves.toEqual({});
    await expect(found(other, ['call_1'])).resolves.toEqual({});
  });

  it.each([
    ['nothing', '', false],
    ['64 KB', 'x'.repeat(65_536), true],
    ['more than 64 KB', 'x'.repeat(65_537), false],
    ['more than 64 KB in few characters', '☕'.repeat(22_000), false],
  ])('%s is kept or not', async (_, value, isKept) => {
    service.keep(OWNER, [state('call_1', value)]);
    await expect(found(service, ['call_1'])).resolves.toEqual(isKept ? { call_1: value } : {});
  });

  it('lets the oldest go when memory is full; the database still has it', async () => {
    const { sealed } = { sealed: 'x'.repeat(60_000) };
    service.keep(OWNER, [state('first', sealed)]);
    await restarted();
    const find = jest.spyOn(repository, 'findLive');
    for (let i = 0; i < 900; i++) service.keep(OWNER, [state(`call_${i}`, sealed)]);
    await expect(found(service, ['call_899'])).resolves.toEqual({ call_899: sealed });
    expect(find).not.toHaveBeenCalled();
    await expect(found(service, ['first'])).resolves.toEqual({ first: sealed });
    expect(find).toHaveBeenCalledTimes(1);
    await service.onApplicationShutdown();
  });

  it('looks up only the newest 500 calls of a history', async () => {
    service.keep(OWNER, [state('call_0'), state('call_500')]);
    const ids = Array.from({ length: 501 }, (_, i) => `call_${i}`);
    await expect(found(service, ids)).resolves.toEqual({ call_500: SECRET });
  });

  describe('at rest', () => {
    it('stands sealed, under a name that tells nothing', async () => {
      service.keep(OWNER, [state('call_1')]);
      await service.onApplicationShutdown();
      const text = JSON.stringify(await rows());
      expect(text).toMatch(/"sealed":"v1:/);
      for (const plain of [SECRET, 'call_1', 'client-1', Buffer.from(SECRET).toString('base64url')])
        expect(text).not.toContain(plain);
    });

    it('is ignored under another key', async () => {
      service.keep(OWNER, [state('call_1')]);
      await expect(found(await restarted(8), ['call_1'])).resolves.toEqual({});
    });

    it.each(['garbage', 'v1:a:b:c:d', ''])('is ignored when it reads %j', async (sealed) => {
      service.keep(OWNER, [state('call_1'), state('call_2')]);
      const other = await restarted();
      await temporary.database.control.run(async (manager) => {
        await manager.query('UPDATE kept_states SET sealed = ? WHERE id = (SELECT min(id) FROM kept_states)', [sealed]);
      });
      expect(Object.keys(await found(other, ['call_1', 'call_2']))).toHaveLength(1);
    });

    it('does not open in the place of another', async () => {
      service.keep(OWNER, [state('call_1', 'one'), state('call_2', 'two')]);
      const other = await restarted();
      await temporary.database.control.run(async (manager) => {
        await manager.query('UPDATE kept_states SET sealed = (SELECT sealed FROM kept_states ORDER BY id LIMIT 1)');
      });
      expect(Object.keys(await found(other, ['call_1', 'call_2']))).toHaveLength(1);
    });
  });

  describe('without its database', () => {
    it('remembers in memory, and fails nobody', async () => {
      await temporary.database.close();
      const alone = service;
      alone.keep(OWNER, [state('call_1')]);
      await expect(found(alone, ['call_1', 'call_2'])).resolves.toEqual({ call_1: SECRET });
      await expect(alone.onApplicationShutdown()).resolves.toBeUndefined();
      alone.keep(OWNER, [state('call_2')]);
      await expect(found(alone, ['call_2'])).resolves.toEqual({ call_2: SECRET });
    });

    it('stores again when it is back', async () => {
      const put = jest.spyOn(repository, 'put').mockRejectedValueOnce(new Error('busy'));
      service.keep(OWNER, [state('call_1')]);
      await until(() => put.mock.results.length === 1);
      await service.onApplicationShutdown();
      service.keep(OWNER, [state('call_2')]);
      await expect(found(await restarted(), ['call_1', 'call_2'])).resolves.toEqual({ call_2: SECRET });
    });
  });

  describe('writes', () => {
    it('go together while one is under way, a hundred rows at a time', async () => {
      const sizes: number[] = [];
      const put = repository.put.bind(repository);
      jest.spyOn(repository, 'put').mockImplementation((states) => {
        sizes.push(states.length);
        return put(states);
      });
      for (let i = 0; i < 251; i++) service.keep(OWNER, [state(`call_${i}`)]);
      await service.onApplicationShutdown();
      expect(sizes).toEqual([1, 100, 100, 50]);
      await expect(rows()).resolves.toHaveLength(251);
    });

    it('are waited for at shutdown', async () => {
      let release: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (release = resolve));
      jest.spyOn(repository, 'put').mockReturnValue(gate);
      service.keep(OWNER, [state('call_1')]);
      let isDown = false;
      const down = service.onApplicationShutdown().then(() => (isDown = true));
      await Promise.resolve();
      expect(isDown).toBe(false);
      release();
      await down;
    });

    it('wait in a line that ends somewhere', async () => {
      const put = jest.spyOn(repository, 'put');
      service.keep(
        OWNER,
        Array.from({ length: 5_000 }, (_, i) => state(`call_${i}`)),
      );
      await service.onApplicationShutdown();
      expect(put).toHaveBeenCalledTimes(Math.ceil(4_096 / 100));
      await expect(found(service, ['call_4999'])).resolves.toEqual({ call_4999: SECRET });
    });
  });

  describe('every hour', () => {
    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    it('removes what has expired, until it is shut down', async () => {
      const swept = jest.spyOn(repository, 'deleteExpired').mockResolvedValue(0);
      service.onApplicationBootstrap();
      jest.advanceTimersByTime(60 * 60 * 1_000);
      expect(swept).toHaveBeenCalledWith(clock.now());
      await service.onApplicationShutdown();
      jest.advanceTimersByTime(DAY_MS);
      expect(swept).toHaveBeenCalledTimes(1);
    });

    it('survives a sweep that fails', async () => {
      const swept = jest.spyOn(repository, 'deleteExpired').mockRejectedValue(new Error('busy'));
      service.onApplicationBootstrap();
      await jest.advanceTimersByTimeAsync(2 * 60 * 60 * 1_000);
      expect(swept).toHaveBeenCalledTimes(2);
      await service.onApplicationShutdown();
    });
  });
});
