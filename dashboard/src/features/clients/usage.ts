import { queryOptions } from '@tanstack/react-query';
import type { BudgetPeriod } from '@app/contracts';
import type { UsageBreakdown } from '@app/contracts/admin';
import { request, withQuery } from '../../shared/api/request';

const HOUR_MS = 3_600_000;

const byClientQuery = (from: number, to: number) => {
  const range = { from, to, zone: 'UTC', by: 'client', limit: 1_000 };
  return queryOptions({
    queryKey: ['usage', 'clients', range],
    queryFn: async ({ signal }) => {
      const { rows } = await request<UsageBreakdown>(withQuery('/usage/breakdown', range), { signal });
      return new Map(rows.map((row) => [row.key, row]));
    },
  });
};

/** What each client used in the hours up to now, by its id. */
export const clientUsageQuery = (hours: number, now: number) => {
  const to = nextHour(now);
  return byClientQuery(to - hours * HOUR_MS, to);
};

/** What each client has used of the budgets of one kind. */
export const periodUsageQuery = (period: BudgetPeriod, now: number) =>
  byClientQuery(startOf(period, now), nextHour(now));

/** Budgets begin anew with the UTC day or month. @returns epoch milliseconds */
export function startOf(period: BudgetPeriod, now: number): number {
  const date = new Date(now);
  if (period === 'total') return 0;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), period === 'day' ? date.getUTCDate() : 1);
}

function nextHour(now: number): number {
  return Math.ceil(now / HOUR_MS) * HOUR_MS;
}
