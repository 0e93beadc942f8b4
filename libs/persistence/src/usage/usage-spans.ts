import type { UsageGrain } from '@app/contracts';
import { GRAIN_MS } from '../rollups/usage-grain';

const { quarter: QUARTER_MS, hour: HOUR_MS, day: DAY_MS } = GRAIN_MS;

/** Buckets of one grain from `from` (inclusive) to `to` (exclusive). */
export interface UsageSpan {
  readonly grain: UsageGrain;
  readonly from: number;
  readonly to: number;
}

export interface CoveredRange {
  readonly from: number;
  readonly to: number;
  readonly isWidenedToDays: boolean;
}

const down = (instant: number, step: number): number => Math.floor(instant / step) * step;
const up = (instant: number, step: number): number => Math.ceil(instant / step) * step;

/** The range that roll-ups can tell of: whole quarters, and whole UTC days before the day since which quarters are kept. */
export function coveredRange(from: number, to: number, quartersSince: number): CoveredRange {
  const start = from < quartersSince ? down(from, DAY_MS) : down(from, QUARTER_MS);
  const end = to < quartersSince ? up(to, DAY_MS) : up(to, QUARTER_MS);
  const isWidened = start !== down(from, QUARTER_MS) || end !== up(to, QUARTER_MS);
  return { from: start, to: end, isWidenedToDays: isWidened };
}

/**
 * The fewest buckets that make up a range of whole quarters: days in its middle, hours and quarters towards its edges. Sums
 * are additive, so that any range of any zone comes out exactly.
 */
export function spansOf({ from, to }: Pick<CoveredRange, 'from' | 'to'>): UsageSpan[] {
  return [
    ...finer('quarter', HOUR_MS, from, to, (start, end) =>
      finer('hour', DAY_MS, start, end, (first, last) => [{ grain: 'day', from: first, to: last }]),
    ),
  ].filter((span) => span.from < span.to);
}

function finer(
  grain: UsageGrain,
  coarserMs: number,
  from: number,
  to: number,
  middle: (from: number, to: number) => UsageSpan[],
): UsageSpan[] {
  const [first, last] = [up(from, coarserMs), down(to, coarserMs)];
  if (first >= last) return [{ grain, from, to }];
  return [{ grain, from, to: first }, ...middle(first, last), { grain, from: last, to }];
}
