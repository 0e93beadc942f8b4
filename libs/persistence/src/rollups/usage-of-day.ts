import type { UsageGrain } from '@app/contracts';
import { GRAIN_MS } from './usage-grain';
import { coarserTotals, withoutClientModels } from './usage-rows';
import { sortedTotals, UsageSums } from './usage-sums';
import type { UsageRecord, UsageTotals } from './usage-sums';

/** What one bucket has to hold. */
export interface BucketUsage {
  readonly grain: UsageGrain;
  readonly bucket: number;
  readonly totals: readonly UsageTotals[];
}

/** The records that began within a time, in parts that fit into memory. */
export type RecordPages = (from: number, to: number) => AsyncIterable<readonly UsageRecord[]>;

/**
 * All buckets of a UTC day from its records, each as soon as it is complete, empty ones too. Memory holds one bucket of
 * each grain, never the day's records.
 */
export async function* usageOfDay(day: number, pagesBetween: RecordPages): AsyncGenerator<BucketUsage> {
  let ofDay: UsageTotals[] = [];
  for (const hour of bucketsWithin('day', day, 'hour')) {
    let ofHour: UsageTotals[] = [];
    for (const quarter of bucketsWithin('hour', hour, 'quarter')) {
      const ofQuarter = await totalsOf(pagesBetween(quarter, quarter + GRAIN_MS.quarter));
      yield { grain: 'quarter', bucket: quarter, totals: withoutClientModels(ofQuarter) };
      ofHour = coarserTotals('hour', sortedTotals([...ofHour, ...ofQuarter]));
    }
    yield { grain: 'hour', bucket: hour, totals: withoutClientModels(ofHour) };
    ofDay = coarserTotals('day', sortedTotals([...ofDay, ...ofHour]));
  }
  yield { grain: 'day', bucket: day, totals: ofDay };
}

async function totalsOf(pages: AsyncIterable<readonly UsageRecord[]>): Promise<UsageTotals[]> {
  const sums = new UsageSums();
  for await (const page of pages) for (const record of page) sums.add(record);
  return sums.sorted();
}

function bucketsWithin(coarse: UsageGrain, bucket: number, fine: UsageGrain): number[] {
  return Array.from({ length: GRAIN_MS[coarse] / GRAIN_MS[fine] }, (_, index) => bucket + index * GRAIN_MS[fine]);
}
