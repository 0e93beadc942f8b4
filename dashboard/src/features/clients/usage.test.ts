import { clientUsageQuery, periodUsageQuery, startOf } from './usage';

const NOW = Date.UTC(2026, 10, 23, 13, 40);

it.each([
  ['day', Date.UTC(2026, 10, 23)],
  ['month', Date.UTC(2026, 10, 1)],
  ['total', 0],
] as const)('a budget of a %s begins at %d', (period, start) => {
  expect(startOf(period, NOW)).toBe(start);
});

it('asks the same within an hour', () => {
  expect(clientUsageQuery(24, NOW).queryKey).toEqual(clientUsageQuery(24, NOW + 60_000).queryKey);
  expect(periodUsageQuery('month', NOW).queryKey).toEqual(periodUsageQuery('month', NOW + 60_000).queryKey);
  expect(clientUsageQuery(24, NOW).queryKey).not.toEqual(clientUsageQuery(24, NOW + 3_600_000).queryKey);
});
