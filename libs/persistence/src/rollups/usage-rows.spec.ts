import type { RequestRecord, UsageDimension } from '@app/contracts';
import { randomRecords } from '../testing/random-records';
import { requestRecord } from '../testing/request-records';
import { contributionOf, USAGE_COUNTERS } from './usage-counters';
import { USAGE_GRAINS } from './usage-grain';
import { usageRowsOf } from './usage-rows';
import type { UsageTotals } from './usage-sums';

const FROM = Date.parse('2026-11-20T00:00:00Z');
const zeros = (): number[] => USAGE_COUNTERS.map(() => 0);
const sumOfRows = (rows: readonly UsageTotals[]): number[] =>
  rows.reduce((sums, row) => sums.map((sum, position) => sum + (row.sums[position] ?? 0)), zeros());
const sumOfRecords = (records: readonly RequestRecord[]): number[] => {
  const sums = zeros();
  for (const { positions, amounts } of records.map((record) => contributionOf(record))) {
    positions.forEach((position, index) => (sums[position] = (sums[position] ?? 0) + (amounts[index] ?? 0)));
  }
  return sums;
};
/** Which records a dimension counts. */
const MEMBERS: Readonly<Record<UsageDimension, (record: RequestRecord) => boolean>> = {
  all: () => true,
  provider: () => true,
  model: () => true,
  client: () => true,
  client_model: () => true,
  group: ({ groupName }) => groupName !== null,
  target: ({ groupName }) => groupName !== null,
  error: ({ outcome }) => outcome !== 'completed',
};
const DIMENSIONS = Object.entries(MEMBERS) as [UsageDimension, (record: RequestRecord) => boolean][];

describe('usageRowsOf', () => {
  it('makes nothing of nothing', () => {
    expect(usageRowsOf([])).toEqual({ quarter: [], hour: [], day: [] });
  });

  it.each([1, 2, 3, 4])('adds up to the records in each dimension and grain (seed %d)', (seed) => {
    const records = randomRecords(seed, 400, FROM);
    const rows = usageRowsOf(records);
    for (const grain of USAGE_GRAINS) {
      for (const [dimension, isMember] of DIMENSIONS) {
        const isKept = grain === 'day' || dimension !== 'client_model';
        expect(sumOfRows(rows[grain].filter((row) => row.dimension === dimension))).toEqual(
          isKept ? sumOfRecords(records.filter(isMember)) : zeros(),
        );
      }
    }
  });

  it.each(USAGE_GRAINS)('has each key of a %s once, sorted, at the start of its bucket', (grain) => {
    const rows = usageRowsOf(randomRecords(7, 500, FROM))[grain];
    const width = { quarter: 900_000, hour: 3_600_000, day: 86_400_000 }[grain];
    const keys = rows.map(({ series, bucket }) => `${series}|${bucket}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : 1)));
    for (const { bucket } of rows) expect(bucket % width).toBe(0);
  });

  it('does not depend on the order of the records', () => {
    const records = randomRecords(11, 300, FROM);
    expect(usageRowsOf([...records].reverse())).toEqual(usageRowsOf(records));
  });

  it('tells apart what ended otherwise, and streams', () => {
    const records = [
      requestRecord(),
      requestRecord({ isStream: false }),
      requestRecord({ outcome: 'failed' }),
      requestRecord({ outcome: 'cancelled' }),
      requestRecord(),
    ];
    const all = usageRowsOf(records).day.filter(({ dimension }) => dimension === 'all');
    expect(all.map(({ outcome, isStream, sums: [requests] }) => [outcome, isStream, requests])).toEqual([
      ['cancelled', true, 1],
      ['completed', false, 1],
      ['completed', true, 2],
      ['failed', true, 1],
    ]);
  });

  it('puts neighbours at a bound into different buckets', () => {
    const bound = Date.parse('2026-11-21T00:00:00Z');
    const rows = usageRowsOf([requestRecord({ startedAt: bound - 1 }), requestRecord({ startedAt: bound })]);
    for (const grain of USAGE_GRAINS)
      expect(rows[grain].filter(({ dimension }) => dimension === 'all')).toHaveLength(2);
  });
});
