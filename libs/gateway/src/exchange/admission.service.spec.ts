import { UNLIMITED } from '@app/auth';
import type { ClientLimits } from '@app/contracts';
import { InsufficientQuotaError, type Admitted, type ClientLimiter, type Demand } from '@app/limits';
import type { CostBreakdown } from '@app/pricing';
import type { Route } from '@app/routing';
import type { RequestLogWriter } from '@app/telemetry';
import { breakdownOf } from '../../../pricing/src/testing/breakdown';
import { exchangeOf, ManualClock, routeOf } from '../testing/exchange';
import { AdmissionService } from './admission.service';
import { askedByChat } from '../completion/chat-exchange';
import { RequestEntry } from './request-entry';

const BUDGET: Partial<ClientLimits> = { budget: { nanoUsd: 1_000_000_000, period: 'day' } };
const FREE: CostBreakdown = { ...breakdownOf(0), state: 'free' };
const UNPRICED: CostBreakdown = { ...breakdownOf(0), state: 'unpriced', nanoUsd: null };
const COSTS: Readonly<Record<string, CostBreakdown>> = {
  cheap: breakdownOf(5),
  dear: breakdownOf(70),
  free: FREE,
  unknown: UNPRICED,
};
const routeTo = (model: string): Route => routeOf({ model });

describe('AdmissionService', () => {
  const clock = new ManualClock();
  let isFull: boolean;
  let demands: Demand[];
  let isUsedUp: boolean;
  let settled: unknown[];
  beforeEach(() => {
    isFull = false;
    demands = [];
    isUsedUp = false;
    settled = [];
  });

  const limiter: Pick<ClientLimiter, 'admit'> = {
    admit: (client, demand) => {
      demands.push(demand);
      const { budget } = client.limits;
      if (isUsedUp && budget && !demand.isFree) {
        return Promise.reject(new InsufficientQuotaError(client, budget, 1, 0, undefined));
      }
      const admitted: Admitted = {
        kind: 'admitted',
        requests: { limit: 9, remaining: 8, resetMs: 0 },
        tokens: undefined,
        settle: (use) => settled.push(use),
      };
      return Promise.resolve(admitted);
    },
  };
  const admissionWith = (onFull: 'refuse' | 'serve'): AdmissionService =>
    new AdmissionService(
      limiter as ClientLimiter,
      {
        get isFull() {
          return isFull;
        },
      } as RequestLogWriter,
      {
        journal: { durability: 'process', folder: undefined, reserveBytes: 0, onFull },
        limits: { maxBodyBytes: 1, maxBodyBytesInFlight: 1, reserveOutputTokens: 4_096 },
      },
    );
  const entryOf = (limits: Partial<ClientLimits>, fields: Record<string, unknown> = {}): RequestEntry => {
    const exchange = {
      ...exchangeOf(fields),
      client: {
        id: 'c',
        name: 'c',
        limits: { ...UNLIMITED, ...limits },
        access: { allowedModels: null, allowedAddresses: null },
      },
    };
    return new RequestEntry(exchange, askedByChat(exchange), {
      monotonicMs: () => clock.monotonicMs(),
      deadlineMs: 60_000,
      costOf: (route, usage) => ({
        ...(COSTS[route.model] ?? UNPRICED),
        parts: [{ bucket: 'output', quantity: usage.outputTokens, picoUsdEach: 1 }],
      }),
      record: () => Promise.resolve(),
      firstToken: () => undefined,
      unbilled: () => undefined,
    });
  };
  const names = (routes: readonly Route[]): string[] => routes.map(({ model }) => model);

  it('counts nothing beforehand for a client that needs no estimate', async () => {
    await admissionWith('refuse').admit(entryOf({ requestsPerMinute: 5 }), [routeTo('dear')]);
    expect(demands).toEqual([{ tokens: 0, nanoUsd: 0, isFree: false }]);
  });

  it.each([
    ['its own limit', { max_completion_tokens: 100 }, 8 + 100],
    ['the older name of it', { max_tokens: 50 }, 8 + 50],
    ['several answers', { max_tokens: 50, n: 3 }, 8 + 150],
    ['no limit', {}, 8 + 4_096],
    ['a limit that is none', { max_tokens: -1 }, 8 + 4_096],
  ])('holds back the tokens of a request with %s', async (_, fields, tokens) => {
    await admissionWith('refuse').admit(entryOf({ tokensPerMinute: 1 }, fields), [routeTo('cheap')]);
    expect(demands).toMatchObject([{ tokens }]);
  });

  it('holds back the price of the dearest target that might be asked', async () => {
    await admissionWith('refuse').admit(entryOf(BUDGET), [routeTo('cheap'), routeTo('dear'), routeTo('free')]);
    expect(demands).toMatchObject([{ nanoUsd: 70, isFree: false }]);
  });

  it('leaves a client whose budget is used up the targets that are free', async () => {
    isUsedUp = true;
    const admitted = admissionWith('refuse').admit(entryOf(BUDGET), ['dear', 'free', 'unknown'].map(routeTo));
    expect(names(await admitted)).toEqual(['free']);
  });

  it('refuses where none is free for certain', async () => {
    isUsedUp = true;
    const admitted = admissionWith('refuse').admit(entryOf(BUDGET), ['dear', 'unknown'].map(routeTo));
    await expect(admitted).rejects.toBeInstanceOf(InsufficientQuotaError);
  });

  it('tells the limits what the request came to, once, whatever came of it', async () => {
    const entry = entryOf(BUDGET);
    await admissionWith('refuse').admit(entry, [routeTo('dear')]);
    expect(entry.limitHeaders).toMatchObject({ 'x-ratelimit-remaining-requests': '8' });
    entry.fail(new Error('no'));
    entry.cancel();
    expect(settled).toEqual([{ tokens: 0, nanoUsd: 0 }]);
  });

  it('tells them that nobody knows what it came to, where that is so', async () => {
    const entry = entryOf(BUDGET);
    await admissionWith('refuse').admit(entry, [routeTo('unknown')]);
    entry.routed(routeTo('unknown'));
    entry.attempt();
    entry.answered();
    entry.complete();
    expect(settled).toEqual([{ tokens: 8, nanoUsd: undefined }]);
  });

  describe('with a journal that has no room', () => {
    beforeEach(() => {
      isFull = true;
    });

    it.each([
      ['refuse', {}, 'refused'],
      ['refuse', BUDGET, 'refused'],
      ['serve', {}, 'served'],
      ['serve', BUDGET, 'refused'],
    ] as const)('and the policy "%s", a client with %j is %s', async (policy, limits, outcome) => {
      const admitted = admissionWith(policy).admit(entryOf(limits), [routeTo('cheap')]);
      if (outcome === 'served') await expect(admitted).resolves.toHaveLength(1);
      else await expect(admitted).rejects.toMatchObject({ code: 'ledger_full', httpStatus: 503 });
      expect(demands).toHaveLength(outcome === 'served' ? 1 : 0);
    });
  });
});
