import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { UsageFilter, UsageGrouping } from '@app/contracts';
import type { UsageBreakdown, UsageSummary, UsageTimeSeries } from '@app/contracts/admin';
import { request, withQuery } from '../../shared/api/request';
import type { Range } from '../../shared/ui/range';

/** What goes on until now is asked again; what is over stays as it is. */
const REFRESH_MS = 30_000;

const refetchInterval = ({ name }: Range): number | false =>
  name === 'custom' || name === 'last-month' ? false : REFRESH_MS;

const params = ({ from, to, zone }: Range, filter: UsageFilter) => ({ from, to, zone, ...filter });

export const summaryQuery = (range: Range, filter: UsageFilter) =>
  queryOptions({
    queryKey: ['usage', 'summary', params(range, filter)],
    queryFn: ({ signal }) => request<UsageSummary>(withQuery('/usage/summary', params(range, filter)), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: refetchInterval(range),
  });

export const seriesQuery = (range: Range, filter: UsageFilter, by: UsageGrouping) =>
  queryOptions({
    queryKey: ['usage', 'series', by, params(range, filter)],
    queryFn: ({ signal }) =>
      request<UsageTimeSeries>(withQuery('/usage/series', { ...params(range, filter), by }), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: refetchInterval(range),
  });

export const breakdownQuery = (range: Range, filter: UsageFilter, by: UsageGrouping) =>
  queryOptions({
    queryKey: ['usage', 'breakdown', by, params(range, filter)],
    queryFn: ({ signal }) =>
      request<UsageBreakdown>(withQuery('/usage/breakdown', { ...params(range, filter), by, limit: 200 }), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: refetchInterval(range),
  });
