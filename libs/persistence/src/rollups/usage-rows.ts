import type { UsageGrain } from '@app/contracts';
import { bucketOf } from './usage-grain';
import { UsageSums } from './usage-sums';
import type { UsageRecord, UsageTotals } from './usage-sums';

export type UsageRows = Readonly<Record<UsageGrain, readonly UsageTotals[]>>;

/** What the records add to the roll-ups: one row for each key, in the order to write them in. */
export function usageRowsOf(records: Iterable<UsageRecord>): UsageRows {
  const sums = new UsageSums();
  for (const record of records) sums.add(record);
  return rowsOfGrains(sums.sorted());
}

/** Counts each request once: the coarser grains are sums of the finer ones. */
export function rowsOfGrains(quarters: readonly UsageTotals[]): UsageRows {
  const hours = coarserTotals('hour', quarters);
  const days = coarserTotals('day', hours);
  return { quarter: withoutClientModels(quarters), hour: withoutClientModels(hours), day: days };
}

/** Sums up what lies in the same coarser bucket. Takes and returns sorted totals, whose neighbours are all it looks at. */
export function coarserTotals(grain: UsageGrain, finer: readonly UsageTotals[]): UsageTotals[] {
  const coarser: UsageTotals[] = [];
  for (const totals of finer) {
    const bucket = bucketOf(grain, totals.bucket);
    const last = coarser.at(-1);
    if (last?.series === totals.series && last.bucket === bucket) {
      const sums = last.sums.map((sum, position) => sum + (totals.sums[position] ?? 0));
      coarser[coarser.length - 1] = { ...last, sums };
    } else {
      // Most batches lie within one bucket of each grain: there the sums are the same ones, and shared.
      coarser.push({ ...totals, bucket });
    }
  }
  return coarser;
}

/** What is kept by the quarter and by the hour: what a client did with each model is only known by the day. */
export function withoutClientModels(totals: readonly UsageTotals[]): readonly UsageTotals[] {
  return totals.filter(({ dimension }) => dimension !== 'client_model');
}
