import type { RequestRecord } from '@app/contracts';
import { randomRecords } from '../testing/random-records';
import { USAGE_GRAINS } from './usage-grain';
import { usageOfDay } from './usage-of-day';
import type { BucketUsage, RecordPages } from './usage-of-day';
import { usageRowsOf } from './usage-rows';

const DAY = Date.parse('2026-11-20T00:00:00Z');

describe('usageOfDay', () => {
  const pagesOf = (records: readonly RequestRecord[], pageLength: number): RecordPages =>
    async function* (from, to) {
      const within = records.filter(({ startedAt }) => startedAt >= from && startedAt < to);
      for (let start = 0; start < within.length; start += pageLength) yield within.slice(start, start + pageLength);
    };
  const bucketsOf = async (pages: RecordPages): Promise<BucketUsage[]> => {
    const buckets: BucketUsage[] = [];
    for await (const bucket of usageOfDay(DAY, pages)) buckets.push(bucket);
    return buckets;
  };

  it('hands out every bucket of the day once, empty ones too', async () => {
    const buckets = await bucketsOf(pagesOf([], 10));
    const starts = (grain: string): number[] =>
      buckets.filter((bucket) => bucket.grain === grain).map(({ bucket }) => bucket - DAY);
    expect(starts('quarter')).toEqual(Array.from({ length: 96 }, (_, index) => index * 900_000));
    expect(starts('hour')).toEqual(Array.from({ length: 24 }, (_, index) => index * 3_600_000));
    expect(starts('day')).toEqual([0]);
  });

  it.each([
    [1, 1],
    [2, 7],
    [3, 1_000],
  ])('sums up what usageRowsOf sums up (seed %d, pages of %d)', async (seed, pageLength) => {
    const records = randomRecords(seed, 300, DAY, 1);
    const buckets = await bucketsOf(pagesOf(records, pageLength));
    const rows = usageRowsOf(records);
    for (const grain of USAGE_GRAINS) {
      const found = buckets.filter((bucket) => bucket.grain === grain);
      for (const { bucket, totals } of found) {
        expect(totals).toEqual(rows[grain].filter((row) => row.bucket === bucket));
      }
      expect(found.reduce((count, { totals }) => count + totals.length, 0)).toBe(rows[grain].length);
    }
  });

  it('leaves the days around it alone', async () => {
    const records = randomRecords(4, 100, DAY - 86_400_000, 3);
    const inside = records.filter(({ startedAt }) => startedAt >= DAY && startedAt < DAY + 86_400_000);
    const day = (await bucketsOf(pagesOf(records, 50))).at(-1);
    expect(day?.totals).toEqual(usageRowsOf(inside).day);
  });
});
