import { nextStart, offsetAt, zonedBuckets } from '@app/common';
import type { UsageStep } from '@app/contracts';

const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Beyond it, days of a zone would be put together from too many hours. */
const MAX_ZONED_DAYS_MS = 100 * DAY_MS;

/** The buckets of a time series. */
export interface SeriesPlan {
  readonly step: UsageStep;
  readonly bucketZone: string;
  /** Starts of the buckets, and the end of the last one. */
  readonly starts: readonly number[];
}

/** Some tens of points, whatever the range. */
export function stepFor(rangeMs: number): UsageStep {
  if (rangeMs <= 6 * HOUR_MS) return 'quarter';
  if (rangeMs <= 3 * DAY_MS) return 'hour';
  return rangeMs <= MAX_ZONED_DAYS_MS ? 'day' : 'month';
}

/** `from` and `to` are whole quarters; the first and last bucket begin and end with them. `isDaily`: only UTC days are kept. */
export function seriesPlan(from: number, to: number, zone: string, step: UsageStep, isDaily: boolean): SeriesPlan {
  if (step === 'quarter' && !isDaily) {
    const starts = Array.from({ length: (to - from) / QUARTER_MS + 1 }, (_, index) => from + index * QUARTER_MS);
    return { step, bucketZone: zone, starts };
  }
  const unit = isDaily && step !== 'month' ? 'day' : step === 'quarter' ? 'hour' : step;
  const isTooLong = unit === 'day' && to - from > MAX_ZONED_DAYS_MS && !isUtc(from, to, zone);
  const bucketZone = isDaily || isTooLong ? 'UTC' : zone;
  return { step: unit, bucketZone, starts: startsOf(from, to, unit, bucketZone) };
}

/** Clocks are changed a few times a year at most. */
function isUtc(from: number, to: number, zone: string): boolean {
  for (let instant = from; instant < to; instant += 7 * DAY_MS) if (offsetAt(instant, zone) !== 0) return false;
  return offsetAt(to, zone) === 0;
}

function startsOf(from: number, to: number, unit: 'hour' | 'day' | 'month', zone: string): number[] {
  const starts = zonedBuckets(from, to, unit, zone);
  const last = starts.at(-1);
  if (last === undefined) return [from, to];
  return [from, ...starts.slice(1), Math.min(to, nextStart(unit, last, zone))];
}
