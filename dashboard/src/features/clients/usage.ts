import { queryOptions } from '@tanstack/react-query';
import type { UsageBreakdown } from '@app/contracts/admin';
import { request, withQuery } from '../../shared/api/request';

const HOUR_MS = 3_600_000;

/** What each client used in the hours up to now, by its id. */
export const clientUsageQuery = (hours: number, now: number) => {
  const to = Math.ceil(now / HOUR_MS) * HOUR_MS;
  const range = { from: to - hours * HOUR_MS, to, zone: 'UTC', by: 'client', limit: 1_000 };
  return queryOptions({
    queryKey: ['usage', 'clients', range],
    queryFn: async ({ signal }) => {
      const { rows } = await request<UsageBreakdown>(withQuery('/usage/breakdown', range), { signal });
      return new Map(rows.map((row) => [row.key, row]));
    },
  });
};
