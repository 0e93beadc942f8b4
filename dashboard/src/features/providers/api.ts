import { queryOptions } from '@tanstack/react-query';
import type {
  DiscoveredModels,
  ProviderCheckView,
  ProviderImpactView,
  ProviderList,
  ProviderView,
  UpdateProviderRequest,
} from '@app/contracts/admin';
import { request } from '../../shared/api/request';

export const PROVIDERS = ['providers'];
/** Breakers open and close by themselves. */
const REFRESH_MS = 5_000;

export const providersQuery = queryOptions({
  queryKey: PROVIDERS,
  queryFn: ({ signal }) => request<ProviderList>('/providers', { signal }),
  refetchInterval: REFRESH_MS,
});

export interface ProviderChange {
  readonly provider: ProviderView;
  readonly change: UpdateProviderRequest;
}

export const updateProvider = ({ provider: { id, version }, change }: ProviderChange): Promise<ProviderView> =>
  request(`/providers/${id}`, { method: 'PATCH', body: change, version });

export const testProvider = ({ id }: ProviderView): Promise<ProviderCheckView> =>
  request(`/providers/${id}/test`, { method: 'POST' });

export const syncModels = ({ id }: ProviderView): Promise<DiscoveredModels> =>
  request(`/providers/${id}/models/sync`, { method: 'POST' });

export interface BreakerChange {
  readonly provider: ProviderView;
  readonly state: 'open' | 'closed';
}

export const setBreaker = ({ provider: { id }, state }: BreakerChange): Promise<ProviderView> =>
  request(`/providers/${id}/breaker`, { method: 'PUT', body: { state } });

export const impactQuery = (id: string) =>
  queryOptions({
    queryKey: ['provider-impact', id],
    queryFn: ({ signal }) => request<ProviderImpactView>(`/providers/${id}/impact`, { signal }),
  });
