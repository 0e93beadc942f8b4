import type { RetentionRepository } from '@app/persistence';
import { Logger } from '@nestjs/common';
import { until } from '../testing/ledger';
import { ManualTime } from '../testing/manual-time';
import { RetentionService } from './retention.service';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse('2026-11-22T10:00:00Z');
type Calls = Pick<RetentionRepository, 'noteKeptFrom' | 'removeRequests' | 'removeRollUps' | 'removeExpiredBodies'>;

/** Removes as many rows in each call as it is told, then none, and remembers what it was asked. */
class FakeRetention implements Calls {
  readonly calls: [name: keyof Calls, ...parameters: unknown[]][] = [];
  failure: Error | undefined;
  requests: number[] = [];
  rollUps: number[] = [];
  bodies: number[] = [];

  async noteKeptFrom(...parameters: unknown[]): Promise<void> {
    this.calls.push(['noteKeptFrom', ...parameters]);
    if (this.failure !== undefined) throw this.failure;
  }
  async removeRequests(...parameters: unknown[]): Promise<number> {
    this.calls.push(['removeRequests', ...parameters]);
    return this.requests.shift() ?? 0;
  }
  async removeRollUps(...parameters: unknown[]): Promise<number> {
    this.calls.push(['removeRollUps', ...parameters]);
    return this.rollUps.shift() ?? 0;
  }
  async removeExpiredBodies(...parameters: unknown[]): Promise<number> {
    this.calls.push(['removeExpiredBodies', ...parameters]);
    return this.bodies.shift() ?? 0;
  }
}

describe('RetentionService', () => {
  let repository: FakeRetention;
  let time: ManualTime;
  let logged: jest.SpyInstance;
  let errors: jest.SpyInstance;
  beforeEach(() => {
    repository = new FakeRetention();
    time = new ManualTime();
    time.advance(NOW - time.now());
    logged = jest.spyOn(Logger.prototype, 'log').mockReturnValue(undefined);
    errors = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  const started = (retention = { requestDays: 400, rollUpDays: 400 }): RetentionService => {
    const all = repository as Partial<RetentionRepository> as RetentionRepository;
    const service = new RetentionService(all, time, time, { retention });
    service.onApplicationBootstrap();
    return service;
  };
  const names = (): string[] => repository.calls.map(([name]) => name);
  const count = (name: keyof Calls): number => names().filter((called) => called === name).length;
  const isIdle = (): boolean => time.pending()[0] === HOUR_MS;
  /** Moves on from pause to pause until the run is over. */
  const finish = (): Promise<void> =>
    until(() => {
      if (time.pending()[0] === 50) time.advance(50);
      return isIdle();
    });

  it('does nothing in the first minute', () => {
    started();
    time.advance(MINUTE_MS - 1);
    expect(names()).toEqual([]);
    expect(time.pending()).toEqual([1]);
  });

  it('notes what it will remove before it removes anything', async () => {
    started();
    time.advance(MINUTE_MS);
    await finish();
    expect(names()).toEqual(['noteKeptFrom', 'removeRequests', 'removeRollUps', 'removeExpiredBodies']);
    expect(logged).not.toHaveBeenCalled();
  });

  it('removes whole days, each kind by its own age', async () => {
    started({ requestDays: 30, rollUpDays: 400 });
    time.advance(MINUTE_MS);
    await finish();
    const requests = Date.parse('2026-10-23T00:00:00Z');
    const rollUps = Date.parse('2026-11-22T00:00:00Z') - 400 * DAY_MS;
    const now = NOW + MINUTE_MS;
    expect(repository.calls).toEqual([
      ['noteKeptFrom', { requests, rollUps }, now],
      ['removeRequests', requests, 1_000],
      ['removeRollUps', rollUps, 1_000],
      ['removeExpiredBodies', now, 1_000],
    ]);
  });

  it('keeps for ever where the age is 0', async () => {
    started({ requestDays: 0, rollUpDays: 0 });
    time.advance(MINUTE_MS);
    await finish();
    expect(repository.calls).toContainEqual(['noteKeptFrom', { requests: 0, rollUps: 0 }, NOW + MINUTE_MS]);
    expect(repository.calls).toContainEqual(['removeRequests', 0, 1_000]);
    expect(repository.calls).toContainEqual(['removeRollUps', 0, 1_000]);
  });

  it('pauses after each batch, and says how many rows went', async () => {
    repository.requests = [1_000, 1_000, 7];
    repository.rollUps = [3];
    repository.bodies = [2];
    started();
    time.advance(MINUTE_MS);
    await until(() => time.pending()[0] === 50);
    expect(count('removeRequests')).toBe(1);
    await finish();
    expect(count('removeRequests')).toBe(4);
    expect(logged).toHaveBeenCalledWith('Removed 2012 rows that are older than they are to be kept.');
  });

  it('runs again an hour after it has ended, never twice at once', async () => {
    repository.requests = [1];
    started();
    time.advance(MINUTE_MS);
    await until(() => time.pending()[0] === 50);
    expect(time.pending()).toEqual([50]);
    await finish();
    expect(time.pending()).toEqual([HOUR_MS]);
    time.advance(HOUR_MS);
    await finish();
    expect(count('noteKeptFrom')).toBe(2);
  });

  it('logs a failure, and tries again the next hour', async () => {
    repository.failure = new Error('database is locked');
    started();
    time.advance(MINUTE_MS);
    await finish();
    expect(errors).toHaveBeenCalledWith(expect.stringContaining('next try in an hour: Error: database is locked'));
    expect(count('removeRequests')).toBe(0);
    repository.failure = undefined;
    time.advance(HOUR_MS);
    await finish();
    expect(count('removeRequests')).toBe(1);
    expect(errors).toHaveBeenCalledTimes(1);
  });

  describe('shutdown', () => {
    it('takes back the next run', async () => {
      const service = started();
      await service.onApplicationShutdown();
      expect(time.pending()).toEqual([]);
    });

    it('ends a pause and starts no further batch', async () => {
      repository.requests = [1_000, 1_000];
      const service = started();
      time.advance(MINUTE_MS);
      await until(() => time.pending()[0] === 50);
      await service.onApplicationShutdown();
      expect(count('removeRequests')).toBe(1);
      expect(count('removeRollUps')).toBe(0);
      expect(time.pending()).toEqual([]);
    });

    it('waits for the batch in progress', async () => {
      let finishBatch: (removed: number) => void = () => undefined;
      repository.removeRequests = () => new Promise((resolve) => (finishBatch = resolve));
      const service = started();
      time.advance(MINUTE_MS);
      await until(() => names().includes('noteKeptFrom'));
      await new Promise((resolve) => setImmediate(resolve));
      let isStopped = false;
      const stopping = service.onApplicationShutdown().then(() => (isStopped = true));
      await new Promise((resolve) => setImmediate(resolve));
      expect(isStopped).toBe(false);
      finishBatch(5);
      await stopping;
      expect(time.pending()).toEqual([]);
    });
  });
});
