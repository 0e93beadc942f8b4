import { trafficCurve } from './traffic-curve';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A Friday. */
const FROM = Date.parse('2026-11-20T00:00:00Z');
const sumOf = (curve: Map<number, number>, from: number, to: number): number =>
  [...curve].filter(([quarter]) => quarter >= from && quarter < to).reduce((sum, [, count]) => sum + count, 0);

describe('trafficCurve', () => {
  it.each([0, 1, 95, 1_000, 123_457])('hands out exactly %d requests', (rows) => {
    const curve = trafficCurve(FROM, FROM + 2 * DAY_MS, rows);
    expect(sumOf(curve, 0, Infinity)).toBe(rows);
    for (const count of curve.values()) expect(count).toBeGreaterThanOrEqual(0);
  });

  it('begins in the quarter that the time lies in, and ends before the end', () => {
    const quarters = [...trafficCurve(FROM + 1_000, FROM + HOUR_MS, 10).keys()];
    expect(quarters).toEqual([0, 1, 2, 3].map((index) => FROM + index * 900_000));
  });

  it('is busier by day than at night, and on a working day than at the weekend', () => {
    const curve = trafficCurve(FROM, FROM + 2 * DAY_MS, 100_000);
    const day = sumOf(curve, FROM + 12 * HOUR_MS, FROM + 16 * HOUR_MS);
    expect(day).toBeGreaterThan(5 * sumOf(curve, FROM, FROM + 4 * HOUR_MS));
    expect(sumOf(curve, FROM, FROM + DAY_MS)).toBeGreaterThan(1.9 * sumOf(curve, FROM + DAY_MS, FROM + 2 * DAY_MS));
  });
});
