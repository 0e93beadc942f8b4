import type { AccessRule } from '@app/auth';
import { DASHBOARD_PAGES } from '../../apps/gateway/src/dashboard/dashboard-pages';

export const CALLERS = ['anonymous', 'clientKey', 'mustChange', 'viewer', 'admin'] as const;
export type Caller = (typeof CALLERS)[number];

/** Who gets in where, and with what status everybody else is turned away. */
export const MATRIX: Readonly<Record<AccessRule, Readonly<Record<Caller, 'in' | 401 | 403>>>> = {
  public: { anonymous: 'in', clientKey: 'in', mustChange: 'in', viewer: 'in', admin: 'in' },
  client: { anonymous: 401, clientKey: 'in', mustChange: 401, viewer: 401, admin: 401 },
  session: { anonymous: 401, clientKey: 401, mustChange: 'in', viewer: 'in', admin: 'in' },
  viewer: { anonymous: 401, clientKey: 401, mustChange: 403, viewer: 'in', admin: 'in' },
  admin: { anonymous: 401, clientKey: 401, mustChange: 403, viewer: 403, admin: 'in' },
  // As long as the settings say nothing else.
  playground: { anonymous: 401, clientKey: 401, mustChange: 403, viewer: 403, admin: 'in' },
  bodies: { anonymous: 401, clientKey: 401, mustChange: 403, viewer: 403, admin: 'in' },
};

export interface MatrixRoute {
  readonly method: string;
  /** As Express knows it. */
  readonly path: string;
  readonly rule: AccessRule;
  /** What somebody who gets in is answered who sends no body, and `nothing` for each parameter. */
  readonly status: number;
}

const route = (method: string, path: string, rule: AccessRule, status: number): MatrixRoute => ({
  method,
  path,
  rule,
  status,
});

/** Every address the gateway serves, by path. A new route has to be entered here. */
export const ROUTES: readonly MatrixRoute[] = [
  // The dashboard: the same page at each of its addresses.
  route('GET', '/', 'public', 200),
  ...DASHBOARD_PAGES.flatMap((name) => [
    route('GET', `/${name}`, 'public', 200),
    route('GET', `/${name}/*rest`, 'public', 200),
  ]),
  route('GET', '/health/live', 'public', 200),
  route('GET', '/health/ready', 'public', 200),
  route('GET', '/docs', 'public', 200),
  route('GET', '/docs/:file', 'public', 404),

  route('POST', '/v1/chat/completions', 'client', 400),
  route('POST', '/v1/images/generations', 'client', 400),
  route('GET', '/v1/models', 'client', 200),
  route('GET', '/v1/models/*id', 'client', 404),
  route('POST', '/v1/responses', 'client', 400),
  route('GET', '/v1/responses/:id', 'client', 404),
  route('DELETE', '/v1/responses/:id', 'client', 404),
  route('POST', '/v1/responses/:id/cancel', 'client', 404),
  route('GET', '/v1/responses/:id/input_items', 'client', 404),
  route('POST', '/v1/responses/compact', 'client', 400),
  route('POST', '/v1/responses/input_tokens', 'client', 400),

  // Whatever nobody serves.
  route('ALL', '/api', 'admin', 404),
  route('ALL', '/api/*path', 'admin', 404),

  route('POST', '/api/session', 'public', 400),
  route('GET', '/api/session', 'session', 200),
  route('DELETE', '/api/session', 'session', 204),
  route('POST', '/api/session/password', 'session', 400),
  route('GET', '/api/sessions', 'viewer', 200),
  route('DELETE', '/api/sessions/:id', 'viewer', 404),
  route('DELETE', '/api/sessions/others', 'viewer', 200),

  route('GET', '/api/users', 'admin', 200),
  route('POST', '/api/users', 'admin', 400),
  route('GET', '/api/users/:id', 'admin', 404),
  route('PATCH', '/api/users/:id', 'admin', 428),
  route('DELETE', '/api/users/:id', 'admin', 428),
  route('POST', '/api/users/:id/password', 'admin', 428),
  route('DELETE', '/api/users/:id/sessions', 'admin', 404),

  route('GET', '/api/clients', 'viewer', 200),
  route('POST', '/api/clients', 'admin', 400),
  route('POST', '/api/clients/identify', 'admin', 400),
  route('GET', '/api/clients/:id', 'viewer', 404),
  route('PATCH', '/api/clients/:id', 'admin', 428),
  route('DELETE', '/api/clients/:id', 'admin', 428),
  route('POST', '/api/clients/:id/rotate', 'admin', 428),

  route('GET', '/api/providers', 'viewer', 200),
  route('GET', '/api/providers/:id', 'viewer', 404),
  route('GET', '/api/providers/:id/impact', 'viewer', 404),
  route('PATCH', '/api/providers/:id', 'admin', 428),
  route('PUT', '/api/providers/:id/breaker', 'admin', 400),
  route('POST', '/api/providers/:id/models/sync', 'admin', 404),
  route('POST', '/api/providers/:id/test', 'admin', 404),

  route('GET', '/api/groups', 'viewer', 200),
  route('POST', '/api/groups', 'admin', 400),
  route('POST', '/api/groups/check', 'admin', 400),
  route('POST', '/api/groups/restore-seeds', 'admin', 200),
  route('GET', '/api/groups/:name', 'viewer', 404),
  route('PUT', '/api/groups/:name', 'admin', 428),
  route('DELETE', '/api/groups/:name', 'admin', 428),
  route('POST', '/api/groups/:name/calibrate', 'admin', 400),
  route('POST', '/api/groups/:name/backtest', 'admin', 404),
  route('POST', '/api/routes/explain', 'viewer', 400),

  route('GET', '/api/models', 'viewer', 200),
  route('GET', '/api/models/:provider/*model', 'viewer', 404),
  route('PUT', '/api/models/:provider/*model', 'admin', 428),
  route('GET', '/api/prices', 'viewer', 200),
  route('POST', '/api/prices', 'admin', 400),
  route('GET', '/api/prices/export', 'viewer', 200),
  route('POST', '/api/prices/import', 'admin', 400),
  route('POST', '/api/prices/import/preview', 'admin', 400),
  route('GET', '/api/prices/:id', 'viewer', 404),
  route('PUT', '/api/prices/:id', 'admin', 428),
  route('DELETE', '/api/prices/:id', 'admin', 428),

  route('GET', '/api/first-run', 'admin', 200),
  route('PATCH', '/api/first-run', 'admin', 428),

  route('GET', '/api/settings', 'admin', 200),
  route('PATCH', '/api/settings', 'admin', 428),

  route('GET', '/api/config/export', 'admin', 200),
  route('POST', '/api/config/plan', 'admin', 400),
  route('POST', '/api/config/import', 'admin', 400),

  route('POST', '/api/playground/chat', 'playground', 400),

  route('GET', '/api/usage/summary', 'viewer', 400),
  route('GET', '/api/usage/series', 'viewer', 400),
  route('GET', '/api/usage/breakdown', 'viewer', 400),
  route('POST', '/api/usage/what-if', 'admin', 400),
  route('GET', '/api/requests', 'viewer', 200),
  route('GET', '/api/requests/export', 'viewer', 400),
  route('GET', '/api/requests/in-flight', 'viewer', 200),
  route('GET', '/api/requests/:id', 'viewer', 404),
  route('GET', '/api/requests/:id/bodies', 'bodies', 404),
  route('GET', '/api/jobs', 'admin', 200),
  route('POST', '/api/jobs/reprice', 'admin', 400),
  route('GET', '/api/jobs/:id', 'admin', 404),
  route('POST', '/api/jobs/:id/cancel', 'admin', 404),
  route('POST', '/api/requests/:id/cancel', 'admin', 404),
  route('POST', '/api/live/ticket', 'viewer', 201),
  route('GET', '/api/audit', 'admin', 200),
  route('GET', '/api/audit/verify', 'admin', 200),
];

/** The address with something in the place of each parameter. */
export function addressOf({ path }: Pick<MatrixRoute, 'path'>): string {
  return path.replaceAll(/[:*]\w+/g, 'nothing');
}

/** Whether an address is one of the route's; no letter of it may be written in another way. */
export function isAt(address: string, { path }: Pick<MatrixRoute, 'path'>): boolean {
  const pattern = path.replaceAll(/\/:\w+/g, '/[^/]+').replaceAll(/\/\*\w+/g, '/.+');
  return new RegExp(`^${pattern}$`).test(address);
}
