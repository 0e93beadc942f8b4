import { ManualClock } from '../../../common/src/testing/manual-clock';
import { clientWith, LedgerOfSpending } from '../testing/ledger-of-spending';
import type { Admitted, Demand } from './client-counters.port';
import { MemoryCounters } from './memory-counters';

const DOLLAR = 1_000_000_000;
const demand = (fields: Partial<Demand> = {}): Demand => ({
  tokens: 100,
  nanoUsd: DOLLAR / 10,
  isFree: false,
  ...fields,
});

describe('MemoryCounters', () => {
  let clock: ManualClock;
  let ledger: LedgerOfSpending;
  let counters: MemoryCounters;
  beforeEach(() => {
    clock = new ManualClock();
    ledger = new LedgerOfSpending();
    counters = new MemoryCounters(ledger, clock);
  });

  const admitted = async (...args: Parameters<MemoryCounters['admit']>): Promise<Admitted> => {
    const answer = await counters.admit(...args);
    if (answer.kind !== 'admitted') throw new Error(`Refused for ${answer.kind}.`);
    return answer;
  };

  it('lets a client without limits do as it likes, and asks no ledger', async () => {
    const client = clientWith({});
    for (let i = 0; i < 1_000; i++) await admitted(client, demand());
    expect(ledger.asked).toEqual([]);
  });

  it('counts requests by the minute, each client for itself', async () => {
    const client = clientWith({ requestsPerMinute: 2 });
    await admitted(client, demand());
    expect((await admitted(client, demand())).requests).toEqual({ limit: 2, remaining: 0, resetMs: 60_000 });
    await expect(counters.admit(client, demand())).resolves.toMatchObject({ kind: 'requests', retryAfterMs: 30_000 });
    await admitted(clientWith({ requestsPerMinute: 2 }, 'client-2'), demand());
    clock.advance(30_000);
    await admitted(client, demand());
  });

  it('holds tokens back at their worst and gives back what was not used', async () => {
    const client = clientWith({ tokensPerMinute: 1_000 });
    const first = await admitted(client, demand({ tokens: 800 }));
    await expect(counters.admit(client, demand({ tokens: 800 }))).resolves.toMatchObject({ kind: 'tokens' });
    first.settle({ tokens: 150, nanoUsd: 0 });
    const second = await admitted(client, demand({ tokens: 800 }));
    expect(second.tokens).toMatchObject({ remaining: 50 });
  });

  it('counts requests at once until each has ended', async () => {
    const client = clientWith({ concurrentRequests: 2 });
    const first = await admitted(client, demand());
    await admitted(client, demand());
    await expect(counters.admit(client, demand())).resolves.toEqual({ kind: 'concurrent', limit: 2 });
    first.settle({ tokens: 1, nanoUsd: 1 });
    await admitted(client, demand());
  });

  it('takes nothing of one limit when another one refuses', async () => {
    const client = clientWith({ requestsPerMinute: 2, concurrentRequests: 1 });
    const first = await admitted(client, demand());
    for (let i = 0; i < 5; i++) await counters.admit(client, demand());
    first.settle({ tokens: 1, nanoUsd: 1 });
    await admitted(client, demand());
  });

  it('follows a limit that an administrator changes', async () => {
    const before = clientWith({ requestsPerMinute: 1 });
    await admitted(before, demand());
    await expect(counters.admit(before, demand())).resolves.toMatchObject({ kind: 'requests' });
    await admitted(clientWith({}), demand());
    await admitted(clientWith({ requestsPerMinute: 100 }), demand());
  });

  describe('a budget', () => {
    const client = clientWith({ budget: { nanoUsd: DOLLAR, period: 'month' } });

    it('is kept by 200 requests side by side, but for one of them', async () => {
      const answers = await Promise.all(Array.from({ length: 200 }, () => counters.admit(client, demand())));
      expect(answers.filter(({ kind }) => kind === 'admitted')).toHaveLength(10);
      expect(answers.at(-1)).toEqual({ kind: 'budget', spentNanoUsd: 0, reservedNanoUsd: DOLLAR });
    });

    it('gives back what a request did not use', async () => {
      const first = await admitted(client, demand({ nanoUsd: DOLLAR }));
      await expect(counters.admit(client, demand())).resolves.toMatchObject({ kind: 'budget' });
      first.settle({ tokens: 5, nanoUsd: DOLLAR / 4 });
      await admitted(client, demand());
    });

    it('counts what was held back where the cost is not known', async () => {
      const first = await admitted(client, demand({ nanoUsd: DOLLAR }));
      first.settle({ tokens: 5, nanoUsd: undefined });
      await expect(counters.admit(client, demand())).resolves.toMatchObject({ kind: 'budget', spentNanoUsd: DOLLAR });
    });

    it('begins with what the ledger knows, asked once by all who come together', async () => {
      ledger.spent = DOLLAR - 1;
      await Promise.all(Array.from({ length: 20 }, () => counters.admit(client, demand())));
      expect(ledger.asked).toEqual([{ clientId: 'client-1', from: Date.UTC(2026, 10, 1) }]);
      await expect(counters.admit(client, demand())).resolves.toMatchObject({ kind: 'budget' });
    });

    it('lets what is free pass when it is used up', async () => {
      ledger.spent = DOLLAR;
      await expect(counters.admit(client, demand())).resolves.toMatchObject({ kind: 'budget' });
      await admitted(client, demand({ nanoUsd: 0, isFree: true }));
      // Nobody knows what a model without a price costs.
      await expect(counters.admit(client, demand({ nanoUsd: 0 }))).resolves.toMatchObject({ kind: 'budget' });
    });

    it('counts what ends while the ledger is asked, rather twice than never', async () => {
      const open = clientWith({});
      const running = await admitted(open, demand());
      ledger.isHeld = true;
      const waiting = counters.admit(client, demand());
      running.settle({ tokens: 1, nanoUsd: DOLLAR });
      ledger.answer();
      await expect(waiting).resolves.toMatchObject({ kind: 'budget', spentNanoUsd: DOLLAR });
    });

    it('asks the ledger again after five minutes, and nobody waits for that', async () => {
      const first = await admitted(client, demand({ nanoUsd: DOLLAR }));
      first.settle({ tokens: 1, nanoUsd: DOLLAR });
      clock.advance(300_000);
      ledger.spent = DOLLAR / 2;
      ledger.isHeld = true;
      await expect(counters.admit(client, demand())).resolves.toMatchObject({ kind: 'budget' });
      ledger.answer();
      await new Promise((resolve) => setImmediate(resolve));
      await admitted(client, demand());
    });

    it('goes on with what it knows while the ledger is away', async () => {
      await admitted(client, demand());
      clock.advance(300_000);
      ledger.failure = new Error('locked');
      await admitted(client, demand());
      await admitted(client, demand());
      expect(ledger.asked).toHaveLength(2);
    });

    it('lets nobody in while it knows nothing', async () => {
      ledger.failure = new Error('locked');
      await expect(counters.admit(client, demand())).rejects.toThrow('locked');
      ledger.failure = undefined;
      await admitted(client, demand());
    });

    it.each(['day', 'month'] as const)('begins anew with the next %s', async (period) => {
      const periodic = clientWith({ budget: { nanoUsd: DOLLAR, period } });
      const first = await admitted(periodic, demand({ nanoUsd: DOLLAR }));
      first.settle({ tokens: 1, nanoUsd: DOLLAR });
      await expect(counters.admit(periodic, demand())).resolves.toMatchObject({ kind: 'budget' });
      clock.advance(31 * 86_400_000);
      await admitted(periodic, demand());
    });
  });
});
