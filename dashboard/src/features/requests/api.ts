import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { RequestFilter } from '@app/contracts';
import type { RequestBodiesView, RequestDetail, RequestPage } from '@app/contracts/admin';
import { ApiError } from '../../shared/api/api-error';
import { request, withQuery } from '../../shared/api/request';

const ROWS_A_PAGE = 100;

export const requestsQuery = (filter: RequestFilter) =>
  infiniteQueryOptions({
    queryKey: ['requests', filter],
    queryFn: ({ signal, pageParam }) =>
      request<RequestPage>(withQuery('/requests', { ...filter, limit: ROWS_A_PAGE, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** Where the server writes all rows of a filter as a file. */
export function exportAddress(filter: RequestFilter, format: 'csv' | 'ndjson', zone: string): string {
  return `/api${withQuery('/requests/export', { ...filter, format, zone })}`;
}

/** Who comes from the live list may be faster than the journal: a request of this hour is asked for again. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['request', id],
    queryFn: ({ signal }) => request<RequestDetail>(`/requests/${encodeURIComponent(id)}`, { signal }),
    retry: (count, error) => count < 5 && error instanceof ApiError && error.status === 404 && isOfThisHour(id),
    retryDelay: 1_000,
  });

/** Ids are UUIDv7: the first 48 bits are the time in milliseconds. */
function isOfThisHour(id: string): boolean {
  return Math.abs(Date.now() - parseInt(id.replace('-', '').slice(0, 12), 16)) < 60 * 60_000;
}

/** That somebody looked is in the audit log, so it is asked on demand alone. */
export const bodiesQuery = (id: string) =>
  queryOptions({
    queryKey: ['request-bodies', id],
    queryFn: ({ signal }) => request<RequestBodiesView>(`/requests/${encodeURIComponent(id)}/bodies`, { signal }),
    enabled: false,
    retry: false,
  });
