import type { ExplainRouteRequest, RouteExplanationView } from '@app/contracts/admin';
import { request } from './request';

/** Where a request would go, why, and what it would cost. Nothing is sent anywhere. */
export const explainRoute = (body: ExplainRouteRequest): Promise<RouteExplanationView> =>
  request('/routes/explain', { method: 'POST', body });
