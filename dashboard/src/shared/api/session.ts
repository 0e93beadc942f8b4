import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SessionView } from '@app/contracts/admin';
import { ApiError } from './api-error';
import { request, tellSessionEnd } from './request';

/** Who is logged in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal, client }): Promise<SessionView | null> => {
    try {
      return await request<SessionView>('/session', { signal });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      // Somebody who was logged in is asked to log in again over the page, which keeps what was typed.
      const known = client.getQueryData<SessionView | null>(['session']) ?? null;
      if (known) tellSessionEnd();
      return known;
    }
  },
  staleTime: 60_000,
});

/** Whether an administrator looks at the pages as a viewer sees them; for this tab and until it is loaded anew. */
const previewQuery = queryOptions({
  queryKey: ['viewer-preview'],
  queryFn: () => false,
  initialData: false,
  enabled: false,
  staleTime: Infinity,
});

/** Pages are shown to people who are logged in, so there is always somebody. */
export function useSession(): SessionView {
  const { data } = useQuery(sessionQuery);
  const { data: isPreview } = useQuery(previewQuery);
  if (!data) throw new Error('Nobody is logged in.');
  return useMemo(() => (isPreview ? asViewer(data) : data), [data, isPreview]);
}

export function useIsAdmin(): boolean {
  return useSession().role === 'admin';
}

/** What a viewer without further rights has. The API still knows who asks. */
function asViewer(session: SessionView): SessionView {
  return { ...session, role: 'viewer', mayUsePlayground: false, mayReadBodies: false };
}

/** The look through a viewer's eyes, and how to begin and end it. */
export function useViewerPreview(): { readonly isOn: boolean; readonly set: (isOn: boolean) => void } {
  const client = useQueryClient();
  const { data: isOn } = useQuery(previewQuery);
  return { isOn, set: (next) => void client.setQueryData(previewQuery.queryKey, next) };
}

/** Tells the whole dashboard who is logged in now. */
export function useSetSession(): (session: SessionView | null) => void {
  const client = useQueryClient();
  return (session) => {
    client.setQueryData(sessionQuery.queryKey, session);
  };
}

/** A session that had ended already is ended, too. @throws ApiError where it may go on */
export async function logOut(): Promise<void> {
  try {
    await request('/session', { method: 'DELETE' });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
}
