import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SessionView } from '@app/contracts/admin';
import { ApiError } from './api-error';
import { request } from './request';

/** Who is logged in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionView | null> => {
    try {
      return await request<SessionView>('/session', { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Pages are shown to people who are logged in, so there is always somebody. */
export function useSession(): SessionView {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('Nobody is logged in.');
  return data;
}

export function useIsAdmin(): boolean {
  return useQuery(sessionQuery).data?.role === 'admin';
}

/** Tells the whole dashboard who is logged in now. */
export function useSetSession(): (session: SessionView | null) => void {
  const client = useQueryClient();
  return (session) => {
    client.setQueryData(sessionQuery.queryKey, session);
  };
}
