import type { RequestRecord } from '@app/contracts';
import { requestRecord } from '../testing/request-records';
import { contributionOf, priceChangeOf, USAGE_COUNTERS } from './usage-counters';
import type { Contribution, RequestPrice } from './usage-counters';

const named = ({ positions, amounts }: Contribution): Record<string, number> =>
  Object.fromEntries(positions.map((position, index) => [USAGE_COUNTERS[position] ?? '', amounts[index] ?? 0]));
const counted = (changes: Partial<RequestRecord>): Record<string, number> =>
  named(contributionOf(requestRecord(changes)));

describe('contributionOf', () => {
  it('counts all that a request has, and no zeros', () => {
    expect(
      counted({
        freshInputTokens: 1,
        cachedInputTokens: 2,
        cacheWriteTokens: 3,
        outputTokens: 4,
        reasoningTokens: 5,
        audioInputTokens: 6,
        imageCount: 7,
        costNanoUsd: 8,
        savedNanoUsd: 9,
        attempts: 10,
        latencyMs: 1_000.4,
        timeToFirstTokenMs: 99.5,
      }),
    ).toEqual({
      requests: 1,
      freshInputTokens: 1,
      cachedInputTokens: 2,
      cacheWriteTokens: 3,
      outputTokens: 4,
      reasoningTokens: 5,
      audioInputTokens: 6,
      imageCount: 7,
      costNanoUsd: 8,
      savedNanoUsd: 9,
      attempts: 10,
      latencyMs: 1_000,
      latency19: 1,
      firstTokenRequests: 1,
      firstTokenMs: 100,
      firstToken13: 1,
    });
  });

  it('takes what is unknown for nothing', () => {
    const unknown = { freshInputTokens: null, cachedInputTokens: null, outputTokens: null, reasoningTokens: null };
    const counts = counted({
      ...unknown,
      costNanoUsd: null,
      costState: null,
      usageSource: null,
      timeToFirstTokenMs: null,
    });
    expect(Object.keys(counts)).toEqual(['requests', 'attempts', 'latencyMs', 'latency21']);
  });

  it.each([
    [{ costState: 'unpriced' as const }, 'unpricedRequests'],
    [{ costState: 'free' as const }, 'freeRequests'],
    [{ usageSource: 'estimated' as const }, 'estimatedRequests'],
  ])('counts requests that are %p', (changes, counter) => {
    expect(counted(changes)).toHaveProperty(counter, 1);
    expect(counted({})).not.toHaveProperty(counter);
  });

  it.each([NaN, Infinity, 2 ** 60])('does not let %p into the sums', (amount) => {
    const counts = counted({ freshInputTokens: amount, latencyMs: amount });
    expect(counts).not.toHaveProperty('freshInputTokens');
    expect(counts).not.toHaveProperty('latencyMs');
    expect(counts).toHaveProperty('requests', 1);
  });

  it('counts a first token that came at once', () => {
    expect(counted({ timeToFirstTokenMs: 0 })).toMatchObject({ firstTokenRequests: 1, firstToken0: 1 });
  });
});

describe('priceChangeOf', () => {
  const price = (
    costNanoUsd: number | null,
    costState: RequestPrice['costState'],
    savedNanoUsd: number | null = null,
  ) => ({
    costNanoUsd,
    costState,
    savedNanoUsd,
  });

  it.each([
    ['nothing when the price stays', price(5, 'priced', 1), price(5, 'priced', 1), {}],
    ['a lower cost', price(500, 'priced'), price(200, 'priced'), { costNanoUsd: -300 }],
    ['a price that was found', price(null, 'unpriced'), price(70, 'priced'), { costNanoUsd: 70, unpricedRequests: -1 }],
    [
      'a price that is gone',
      price(70, 'priced', 7),
      price(null, 'unpriced'),
      { costNanoUsd: -70, savedNanoUsd: -7, unpricedRequests: 1 },
    ],
    ['what became free', price(70, 'priced'), price(0, 'free'), { costNanoUsd: -70, freeRequests: 1 }],
    ['what was free', price(0, 'free'), price(70, 'priced', 3), { costNanoUsd: 70, savedNanoUsd: 3, freeRequests: -1 }],
  ])('tells %s', (_, from, to, change) => {
    expect(named(priceChangeOf(from, to))).toEqual(change);
  });
});
