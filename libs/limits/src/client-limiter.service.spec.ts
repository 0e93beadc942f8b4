import { toOpenAiError } from '@app/common';
import { ManualClock } from '../../common/src/testing/manual-clock';
import { ClientLimiter, needsEstimate } from './client-limiter.service';
import type { Admitted, Refused } from './counters/client-counters.port';
import { clientWith } from './testing/ledger-of-spending';

const demand = { tokens: 1, nanoUsd: 1, isFree: false };
const clock = new ManualClock();
const limiterThatSays = (answer: Admitted | Refused | Error): ClientLimiter =>
  new ClientLimiter(
    { admit: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)) },
    clock,
  );
const allowance = { limit: 60, remaining: 0, resetMs: 60_000 };

async function refusalOf(answer: Refused | Error, limits: Parameters<typeof clientWith>[0] = {}) {
  const error: unknown = await limiterThatSays(answer)
    .admit(clientWith(limits), demand)
    .catch((thrown: unknown) => thrown);
  return toOpenAiError(error);
}

describe('a client that', () => {
  it.each(['requests', 'tokens'] as const)('uses too many %s a minute is told so as OpenAI does', async (kind) => {
    const { httpStatus, body, headers } = await refusalOf({ kind, allowance, retryAfterMs: 1_500 });
    expect(httpStatus).toBe(429);
    expect(body.error).toEqual({
      message: `Rate limit reached for client "name of client-1": 60 ${kind} per minute, 0 left. Try again in 2 s.`,
      type: kind,
      param: null,
      code: 'rate_limit_exceeded',
    });
    expect(headers).toMatchObject({ 'retry-after': '2', [`x-ratelimit-remaining-${kind}`]: '0' });
  });

  it('asks too much at once is told to wait for an end', async () => {
    const { httpStatus, body, headers } = await refusalOf({ kind: 'concurrent', limit: 3 });
    expect({ httpStatus, code: body.error.code, type: body.error.type }).toEqual({
      httpStatus: 429,
      code: 'rate_limit_exceeded',
      type: 'requests',
    });
    expect(body.error.message).toContain('3 requests at once');
    expect(headers['retry-after']).toBe('1');
  });

  it.each([
    ['day', ' It renews at 2026-11-23T00:00:00.000Z.'],
    ['month', ' It renews at 2026-12-01T00:00:00.000Z.'],
    ['total', ' Models'],
  ] as const)('has used its budget (%s) up is told what, and not to try again', async (period, text) => {
    const { httpStatus, body, headers } = await refusalOf(
      { kind: 'budget', spentNanoUsd: 990_000_000, reservedNanoUsd: 20_000_000 },
      { budget: { nanoUsd: 1_000_000_000, period } },
    );
    expect(httpStatus).toBe(429);
    expect(body.error).toMatchObject({ type: 'insufficient_quota', code: 'insufficient_quota', param: null });
    expect(body.error.message).toContain('$0.99 is spent and $0.02 is reserved');
    expect(body.error.message).toContain(text);
    expect(headers).toEqual({ 'x-should-retry': 'false' });
  });

  it('cannot be counted is never let in, nor called unknown', async () => {
    expect(await refusalOf(new Error('SQLITE_BUSY'))).toMatchObject({
      httpStatus: 503,
      body: { error: { code: 'limits_unavailable' } },
    });
  });
});

it.each([
  [{}, false],
  [{ requestsPerMinute: 1, concurrentRequests: 1 }, false],
  [{ tokensPerMinute: 1 }, true],
  [{ budget: { nanoUsd: 1, period: 'day' as const } }, true],
])('tokens of %j have to be known before: %s', (limits, isNeeded) => {
  expect(needsEstimate(clientWith(limits).limits)).toBe(isNeeded);
});
