import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { RequestFilter } from '@app/contracts';
import type { RequestBodiesView, RequestDetail, RequestPage } from '@app/contracts/admin';
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

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['request', id],
    queryFn: ({ signal }) => request<RequestDetail>(`/requests/${encodeURIComponent(id)}`, { signal }),
  });

/** That somebody looked is in the audit log, so it is asked on demand alone. */
export const bodiesQuery = (id: string) =>
  queryOptions({
    queryKey: ['request-bodies', id],
    queryFn: ({ signal }) => request<RequestBodiesView>(`/requests/${encodeURIComponent(id)}/bodies`, { signal }),
    enabled: false,
    retry: false,
  });
