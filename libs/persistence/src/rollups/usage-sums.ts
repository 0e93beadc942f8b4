import { contributionOf, USAGE_COUNTERS } from './usage-counters';
import type { Contribution, CountedFields } from './usage-counters';
import { bucketOf } from './usage-grain';
import { usageSubjectsOf } from './usage-key';
import type { KeyFields, UsageEnding, UsageKey, UsageSubject } from './usage-key';

/** What roll-ups are made of: a record, or as much of it as they need. */
export type UsageRecord = KeyFields & CountedFields;

/** One row of a table of roll-ups. */
export interface UsageTotals extends UsageKey {
  /** The key without its bucket, as one text. */
  readonly series: string;
  /** In the order of `USAGE_COUNTERS`. */
  readonly sums: readonly number[];
}

const END = '\u0000';

/** Two keys have the same series only if they differ in nothing but their bucket. */
export function seriesOf({ dimension, entity, detail }: UsageSubject, { outcome, isStream }: UsageEnding): string {
  return dimension + END + entity + END + detail + END + outcome + (isStream ? '1' : '0');
}

/** Sums of requests by the quarter of an hour; the coarser grains are made of these. */
export class UsageSums {
  private readonly totals = new Map<string, UsageTotals & { readonly sums: number[] }>();

  add(record: UsageRecord, contribution: Contribution = contributionOf(record)): void {
    const bucket = bucketOf('quarter', record.startedAt);
    const { positions, amounts } = contribution;
    for (const subject of usageSubjectsOf(record)) {
      const sums = this.sumsOf(subject, bucket, record);
      for (let index = 0; index < positions.length; index += 1) {
        const position = positions[index] ?? 0;
        sums[position] = (sums[position] ?? 0) + (amounts[index] ?? 0);
      }
    }
  }

  /** By series, then by time. */
  sorted(): UsageTotals[] {
    return sortedTotals([...this.totals.values()]);
  }

  private sumsOf(subject: UsageSubject, bucket: number, ending: UsageEnding): number[] {
    const series = seriesOf(subject, ending);
    const id = `${series}${bucket}`;
    const known = this.totals.get(id);
    if (known !== undefined) return known.sums;
    const sums = new Array<number>(USAGE_COUNTERS.length).fill(0);
    const { outcome, isStream } = ending;
    this.totals.set(id, { ...subject, bucket, outcome, isStream, series, sums });
    return sums;
  }
}

/** The one order of writing: concurrent writers that keep to it cannot wait for each other in a circle. */
export function sortedTotals(totals: UsageTotals[]): UsageTotals[] {
  return totals.sort((a, b) => (a.series < b.series ? -1 : a.series > b.series ? 1 : a.bucket - b.bucket));
}
