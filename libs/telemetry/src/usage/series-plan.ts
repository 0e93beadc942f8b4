import { nextStart, offsetAt, zonedBuckets } from '@app/common';
import type { UsageGrain, UsageStep } from '@app/contracts';

const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Beyond these, days of a zone would be put together from too many buckets. */
const MAX_HOURS_RANGE_MS = 100 * DAY_MS;
const MAX_QUARTERS_RANGE_MS = 35 * DAY_MS;

/** How a time series is read. */
export interface SeriesPlan {
  readonly step: UsageStep;
  readonly grain: UsageGrain;
  readonly bucketZone: string;
  /** Starts of the buckets, and the end of the last one. */
  readonly starts: readonly number[];
}

/** Some tens of points, whatever the range. */
export function stepFor(rangeMs: number): UsageStep {
  if (rangeMs <= 6 * HOUR_MS) return 'quarter';
  if (rangeMs <= 3 * DAY_MS) return 'hour';
  return rangeMs <= 100 * DAY_MS ? 'day' : 'month';
}

/** `from` and `to` are whole quarters; the first and last bucket may begin and end with them. `isDaily`: only UTC days are kept. */
export function seriesPlan(from: number, to: number, zone: string, step: UsageStep, isDaily: boolean): SeriesPlan {
  if (step === 'quarter' && !isDaily) {
    const starts = Array.from({ length: (to - from) / QUARTER_MS + 1 }, (_, index) => from + index * QUARTER_MS);
    return { step, grain: 'quarter', bucketZone: zone, starts };
  }
  const unit = isDaily && step !== 'month' ? 'day' : step === 'quarter' ? 'hour' : step;
  const grain = isDaily ? 'day' : grainFor(from, to, zone, unit);
  const bucketZone = grain === 'day' ? 'UTC' : zone;
  return { step: unit, grain, bucketZone, starts: startsOf(from, to, unit, bucketZone) };
}

function grainFor(from: number, to: number, zone: string, unit: 'hour' | 'day' | 'month'): UsageGrain {
  const offsets = offsetsWithin(from, to, zone);
  const isUtc = offsets.every((offset) => offset === 0);
  if (isUtc && unit !== 'hour' && from % DAY_MS === 0 && to % DAY_MS === 0) return 'day';
  const isWholeHours = offsets.every((offset) => offset % HOUR_MS === 0) && from % HOUR_MS === 0 && to % HOUR_MS === 0;
  if (unit === 'hour') return isWholeHours ? 'hour' : 'quarter';
  const isTooLong = to - from > (isWholeHours ? MAX_HOURS_RANGE_MS : MAX_QUARTERS_RANGE_MS);
  if (isTooLong) return 'day';
  return isWholeHours ? 'hour' : 'quarter';
}

/** Clocks are changed a few times a year at most. */
function offsetsWithin(from: number, to: number, zone: string): number[] {
  const offsets: number[] = [];
  for (let instant = from; instant < to; instant += 7 * DAY_MS) offsets.push(offsetAt(instant, zone));
  return [...offsets, offsetAt(to, zone)];
}

/** Cut to the range, but for whole UTC days, which cannot be. */
function startsOf(from: number, to: number, unit: 'hour' | 'day' | 'month', zone: string): number[] {
  const starts = zonedBuckets(from, to, unit, zone);
  const last = starts.at(-1);
  if (last === undefined) return [from, to];
  return [from, ...starts.slice(1), Math.min(to, nextStart(unit, last, zone))];
}
