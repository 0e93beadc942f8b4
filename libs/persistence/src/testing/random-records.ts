import type { RequestRecord } from '@app/contracts';
import { SeededRandom } from '../../../../test/support/seeded-random';
import { requestRecord } from './request-records';

const DAY_MS = 24 * 60 * 60_000;

/** Requests of every kind within a few days, the same ones for the same seed, in no order of time. */
export function randomRecords(seed: number, count: number, from: number, days = 2): RequestRecord[] {
  const random = new SeededRandom(seed);
  const maybe = (limit: number): number | null => (random.chance(0.6) ? random.below(limit) : null);
  return Array.from({ length: count }, (): RequestRecord => {
    const outcome = random.pick(['completed', 'completed', 'failed', 'cancelled'] as const);
    const isReached = random.chance(0.9);
    return requestRecord({
      startedAt: from + random.below(days * DAY_MS),
      clientId: `client-${random.below(5)}`,
      groupName: random.chance(0.5) ? random.pick(['fast', 'slow', 'x'.repeat(200)]) : null,
      providerId: isReached ? random.pick(['a', 'b', 'c']) : null,
      sentModel: isReached ? `model-${random.below(4)}` : null,
      servedModel: isReached && random.chance(0.7) ? `model-${random.below(4)} "it's" \u{1F9A6}` : null,
      outcome,
      errorCode: outcome === 'failed' ? random.pick(['model_not_found', 'provider_timeout', null]) : null,
      isStream: random.chance(0.5),
      attempts: random.below(4),
      freshInputTokens: maybe(10_000),
      cachedInputTokens: maybe(10_000),
      cacheWriteTokens: maybe(500),
      outputTokens: maybe(5_000),
      reasoningTokens: maybe(500),
      audioInputTokens: maybe(50),
      imageCount: maybe(4),
      usageSource: random.pick(['reported', 'estimated', null]),
      costNanoUsd: maybe(9_000_000_000_000),
      costState: random.pick(['priced', 'free', 'unpriced', null]),
      savedNanoUsd: maybe(1_000_000),
      latencyMs: random.next() * 10 ** random.below(7),
      timeToFirstTokenMs: random.chance(0.5) ? random.next() * 10_000 : null,
    });
  });
}
