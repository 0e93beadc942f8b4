import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ClientList } from '@app/contracts/admin';
import { request } from './request';

export const clientsQuery = queryOptions({
  queryKey: ['clients'],
  queryFn: ({ signal }) => request<ClientList>('/clients', { signal }),
});

/** The name of a client by its id; ids are for machines. */
export function useClientNames(): (id: string) => string {
  const { data } = useQuery(clientsQuery);
  return useCallback(
    (id) => data?.items.find((client) => client.id === id)?.name ?? `removed (${id.slice(0, 8)})`,
    [data],
  );
}
