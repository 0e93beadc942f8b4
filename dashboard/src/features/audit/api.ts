import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AuditPage, AuditVerification } from '@app/contracts/admin';
import { request, withQuery } from '../../shared/api/request';

export interface AuditFilter {
  readonly entity?: string | undefined;
  readonly actorName?: string | undefined;
  readonly action?: string | undefined;
  readonly from: number;
  readonly to: number;
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) =>
      request<AuditPage>(withQuery('/audit', { ...filter, limit: 100, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Works all of the chain out, so it is asked only on demand. */
export const verificationQuery = queryOptions({
  queryKey: ['audit-verification'],
  queryFn: ({ signal }) => request<AuditVerification>('/audit/verify', { signal }),
  enabled: false,
});
