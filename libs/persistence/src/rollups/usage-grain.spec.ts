import { bucketOf, GRAIN_MS, USAGE_GRAINS } from './usage-grain';

describe('bucketOf', () => {
  const at = Date.parse('2026-11-22T10:44:59.999Z');

  it.each([
    ['quarter', '2026-11-22T10:30:00.000Z'],
    ['hour', '2026-11-22T10:00:00.000Z'],
    ['day', '2026-11-22T00:00:00.000Z'],
  ] as const)('finds the %s that a time lies in', (grain, start) => {
    expect(new Date(bucketOf(grain, at)).toISOString()).toBe(start);
  });

  it.each(USAGE_GRAINS)('begins a %s with its first millisecond', (grain) => {
    const start = bucketOf(grain, at);
    expect(bucketOf(grain, start)).toBe(start);
    expect(bucketOf(grain, start - 1)).toBe(start - GRAIN_MS[grain]);
    expect(bucketOf(grain, start + GRAIN_MS[grain] - 1)).toBe(start);
  });
});
