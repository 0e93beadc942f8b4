import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchText } from '../../shared/ui/address';
import { useSteadyRange } from '../../shared/ui/steady-range';
import { requestsQuery } from './api';
import { requestFilterOf } from './filter';

/** Ids of the requests beside one in its list, as far as that has been read; the list is that of the address. */
export function useNeighbours(requestId: string): { readonly newer?: string; readonly older?: string } {
  const search = useSearchText();
  const range = useSteadyRange();
  const { data } = useInfiniteQuery(requestsQuery(requestFilterOf(search, range)));
  const rows = (data?.pages ?? []).flatMap(({ requests }) => requests);
  const place = rows.findIndex((row) => row.requestId === requestId);
  if (place < 0) return {};
  const [newer, older] = [rows[place - 1]?.requestId, rows[place + 1]?.requestId];
  return { ...(newer !== undefined && { newer }), ...(older !== undefined && { older }) };
}
