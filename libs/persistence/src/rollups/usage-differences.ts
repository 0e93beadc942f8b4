import type { UsageGrain } from '@app/contracts';
import { USAGE_COUNTERS } from './usage-counters';
import type { UsageCounter } from './usage-counters';
import type { UsageKey } from './usage-key';
import type { UsageTotals } from './usage-sums';

export interface CounterDifference {
  readonly counter: UsageCounter;
  /** What the rows of the ledger add up to. */
  readonly rows: number;
  readonly rollUp: number;
}

/** A bucket that does not hold what the rows add up to. */
export interface UsageDifference extends UsageKey {
  readonly grain: UsageGrain;
  readonly counters: readonly CounterDifference[];
}

/** Compares the rows of one bucket; a missing one counts as zeros, and so does one too many. */
export function usageDifferences(
  grain: UsageGrain,
  expected: readonly UsageTotals[],
  stored: readonly UsageTotals[],
): UsageDifference[] {
  const found = new Map(stored.map((totals) => [totals.series, totals]));
  const series = new Set(expected.map((totals) => totals.series));
  return [
    ...expected.map((totals) => differenceOf(grain, totals, totals.sums, found.get(totals.series)?.sums)),
    ...stored
      .filter((totals) => !series.has(totals.series))
      .map((totals) => differenceOf(grain, totals, undefined, totals.sums)),
  ].filter(({ counters }) => counters.length > 0);
}

function differenceOf(
  grain: UsageGrain,
  { dimension, bucket, entity, detail, outcome, isStream }: UsageKey,
  rows: readonly number[] = [],
  rollUp: readonly number[] = [],
): UsageDifference {
  const counters = USAGE_COUNTERS.map((counter, position) => ({
    counter,
    rows: rows[position] ?? 0,
    rollUp: rollUp[position] ?? 0,
  })).filter((difference) => difference.rows !== difference.rollUp);
  return { grain, dimension, bucket, entity, detail, outcome, isStream, counters };
}
