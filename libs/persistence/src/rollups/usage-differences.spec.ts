import { requestRecord } from '../testing/request-records';
import { usageDifferences } from './usage-differences';
import { usageRowsOf } from './usage-rows';

const rowsOf = (...records: Parameters<typeof requestRecord>[0][]) => usageRowsOf(records.map(requestRecord)).day;
const allOf = (rows: ReturnType<typeof rowsOf>) => rows.filter(({ dimension }) => dimension === 'all');

describe('usageDifferences', () => {
  it('finds none between equals, in whatever order', () => {
    const rows = rowsOf({ clientId: 'a' }, { clientId: 'b' });
    expect(usageDifferences('day', rows, [...rows].reverse())).toEqual([]);
    expect(usageDifferences('day', [], [])).toEqual([]);
  });

  it('names the key and every counter that differs', () => {
    const expected = allOf(rowsOf({ costNanoUsd: 10, outputTokens: 5 }));
    const stored = allOf(rowsOf({ costNanoUsd: 11, outputTokens: 4 }));
    expect(usageDifferences('day', expected, stored)).toEqual([
      {
        grain: 'day',
        bucket: Date.parse('2026-11-22T00:00:00Z'),
        dimension: 'all',
        entity: '',
        detail: '',
        outcome: 'completed',
        isStream: true,
        counters: [
          { counter: 'outputTokens', rows: 5, rollUp: 4 },
          { counter: 'costNanoUsd', rows: 10, rollUp: 11 },
        ],
      },
    ]);
  });

  it.each([
    ['missing', 'a', ['a', 'b'], ['b'], 1, 0],
    ['one too many', 'b', ['a'], ['a', 'b'], 0, 1],
  ])('takes a row that is %s for zeros', (_, differing, inRows, inRollUp, rows, rollUp) => {
    const clients = (names: readonly string[]) =>
      rowsOf(...names.map((clientId) => ({ clientId }))).filter(({ dimension }) => dimension === 'client');
    const differences = usageDifferences('day', clients(inRows), clients(inRollUp));
    expect(differences).toEqual([expect.objectContaining({ dimension: 'client', entity: differing })]);
    expect(differences[0]?.counters).toContainEqual({ counter: 'requests', rows, rollUp });
  });

  it('does not mind a stored row that holds only zeros', () => {
    const [row] = allOf(rowsOf({}));
    const zeros = row === undefined ? [] : [{ ...row, sums: row.sums.map(() => 0) }];
    expect(usageDifferences('day', [], zeros)).toEqual([]);
  });
});
