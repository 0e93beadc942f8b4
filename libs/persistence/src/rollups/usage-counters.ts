import type { RequestRecord } from '@app/contracts';
import { LATENCY_BINS, USAGE_BINS, USAGE_MEASURES } from '../entities/usage-bucket.entity';
import { latencyBinOf } from './latency-bin';

/** What a bucket counts, in the order in which `UsageTotals.sums` holds it. */
export const USAGE_COUNTERS = [...USAGE_MEASURES, ...USAGE_BINS] as const;
export type UsageCounter = (typeof USAGE_COUNTERS)[number];

type Measure = (typeof USAGE_MEASURES)[number];
const POSITION = Object.fromEntries(USAGE_COUNTERS.map((counter, position) => [counter, position])) as Record<
  Measure,
  number
>;
const FIRST_LATENCY_BIN = USAGE_MEASURES.length;
const FIRST_TOKEN_BIN = FIRST_LATENCY_BIN + LATENCY_BINS;

/** Whole and exact, or nothing: a provider's absurd number must not make the sums of everybody else unstorable. */
function wholeOf(amount: number | null): number {
  const whole = Math.round(amount ?? 0);
  return Number.isSafeInteger(whole) ? whole : 0;
}

/** What a request adds to every bucket it counts in, without the zeros: `amounts[i]` at the counter `positions[i]`. */
export class Contribution {
  readonly positions: number[] = [];
  readonly amounts: number[] = [];

  set(measure: Measure, amount: number | null): void {
    const whole = wholeOf(amount);
    if (whole === 0) return;
    this.positions.push(POSITION[measure]);
    this.amounts.push(whole);
  }

  countAt(position: number): void {
    this.positions.push(position);
    this.amounts.push(1);
  }
}

/** The price of a request, as a row of the ledger holds it. */
export type RequestPrice = Pick<RequestRecord, 'costNanoUsd' | 'costState' | 'savedNanoUsd'>;

/** The fields that the counters are made of. */
export type CountedFields = RequestPrice &
  Pick<
    RequestRecord,
    | 'freshInputTokens'
    | 'cachedInputTokens'
    | 'cacheWriteTokens'
    | 'outputTokens'
    | 'reasoningTokens'
    | 'audioInputTokens'
    | 'imageCount'
    | 'usageSource'
    | 'attempts'
    | 'latencyMs'
    | 'timeToFirstTokenMs'
  >;

export function contributionOf(record: CountedFields): Contribution {
  const contribution = new Contribution();
  contribution.set('requests', 1);
  contribution.set('freshInputTokens', record.freshInputTokens);
  contribution.set('cachedInputTokens', record.cachedInputTokens);
  contribution.set('cacheWriteTokens', record.cacheWriteTokens);
  contribution.set('outputTokens', record.outputTokens);
  contribution.set('reasoningTokens', record.reasoningTokens);
  contribution.set('audioInputTokens', record.audioInputTokens);
  contribution.set('imageCount', record.imageCount);
  contribution.set('costNanoUsd', record.costNanoUsd);
  contribution.set('savedNanoUsd', record.savedNanoUsd);
  contribution.set('unpricedRequests', Number(record.costState === 'unpriced'));
  contribution.set('freeRequests', Number(record.costState === 'free'));
  contribution.set('estimatedRequests', Number(record.usageSource === 'estimated'));
  contribution.set('attempts', record.attempts);
  contribution.set('latencyMs', record.latencyMs);
  contribution.countAt(FIRST_LATENCY_BIN + latencyBinOf(record.latencyMs));
  if (record.timeToFirstTokenMs !== null) {
    contribution.set('firstTokenRequests', 1);
    contribution.set('firstTokenMs', record.timeToFirstTokenMs);
    contribution.countAt(FIRST_TOKEN_BIN + latencyBinOf(record.timeToFirstTokenMs));
  }
  return contribution;
}

/** What another price changes in the buckets of a request. */
export function priceChangeOf(from: RequestPrice, to: RequestPrice): Contribution {
  const change = new Contribution();
  change.set('costNanoUsd', wholeOf(to.costNanoUsd) - wholeOf(from.costNanoUsd));
  change.set('savedNanoUsd', wholeOf(to.savedNanoUsd) - wholeOf(from.savedNanoUsd));
  change.set('unpricedRequests', Number(to.costState === 'unpriced') - Number(from.costState === 'unpriced'));
  change.set('freeRequests', Number(to.costState === 'free') - Number(from.costState === 'free'));
  return change;
}
