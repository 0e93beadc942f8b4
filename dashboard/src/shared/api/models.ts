import { queryOptions } from '@tanstack/react-query';
import type { ModelViewList } from '@app/contracts/admin';
import { request } from './request';

/** Every model of the catalogue. */
export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: ({ signal }) => request<ModelViewList>('/models', { signal }),
});
