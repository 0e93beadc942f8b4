import { queryOptions } from '@tanstack/react-query';
import type { GroupList, ModelViewList } from '@app/contracts/admin';
import { request } from './request';

/** Names that a request may ask for: groups first, then models. */
export const routableNamesQuery = queryOptions({
  // Below those of groups, so that a new one is among them at once.
  queryKey: ['groups', 'routable-names'],
  queryFn: async ({ signal }): Promise<string[]> => {
    const [groups, models] = await Promise.all([
      request<GroupList>('/groups', { signal }),
      request<ModelViewList>('/models', { signal }),
    ]);
    const enabled = models.items.filter(({ isEnabled, lifecycle }) => isEnabled && lifecycle !== 'ended');
    return [...new Set([...groups.items.map(({ name }) => name), ...enabled.map(({ model }) => model)])];
  },
  staleTime: 60_000,
});
