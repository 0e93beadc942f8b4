import { queryOptions } from '@tanstack/react-query';
import type {
  CreatePriceRequest,
  JobView,
  ModelView,
  PriceList,
  PriceView,
  RepriceRequest,
  UsageBreakdown,
} from '@app/contracts/admin';
import { modelsQuery } from '../../shared/api/models';
import { request, withQuery } from '../../shared/api/request';

export const MODELS = modelsQuery.queryKey;
export const PRICES = ['prices'];
const POLL_MS = 1_000;

export const pricesQuery = queryOptions({
  queryKey: PRICES,
  queryFn: ({ signal }) => request<PriceList>('/prices', { signal }),
});

/** Usage by model, which tells how many requests have no price. */
export const unpricedQuery = (from: number, to: number) =>
  queryOptions({
    queryKey: ['usage', 'unpriced', from, to],
    queryFn: ({ signal }) =>
      request<UsageBreakdown>(withQuery('/usage/breakdown', { from, to, by: 'model', limit: 200 }), { signal }),
  });

export interface ModelChange {
  readonly model: ModelView;
  readonly isEnabled: boolean | null;
}

export const updateModel = ({ model: { id, version }, isEnabled }: ModelChange): Promise<ModelView> =>
  // A model's name may hold slashes, and its address holds them as they are.
  request(`/models/${id.split('/').map(encodeURIComponent).join('/')}`, {
    ...{ method: 'PUT', body: { isEnabled }, version },
  });

export const createPrice = (body: CreatePriceRequest): Promise<PriceView> =>
  request('/prices', { method: 'POST', body });

export interface PriceChange {
  readonly own: PriceView;
  readonly price: CreatePriceRequest['price'];
}

export const updatePrice = ({ own: { id, version }, price }: PriceChange): Promise<PriceView> =>
  request(`/prices/${id}`, { method: 'PUT', body: { price }, version });

export const removePrice = ({ id, version }: PriceView): Promise<void> =>
  request(`/prices/${id}`, { method: 'DELETE', version });

export const reprice = (body: RepriceRequest): Promise<JobView> => request('/jobs/reprice', { method: 'POST', body });

export const cancelJob = ({ id }: JobView): Promise<unknown> =>
  request(`/jobs/${id}/cancel`, { method: 'POST', body: {} });

/** A job is looked at until it has ended. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => request<JobView>(`/jobs/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) => (data && isOver(data) ? false : POLL_MS),
  });

export const isOver = ({ state }: JobView): boolean => state !== 'waiting' && state !== 'running';
