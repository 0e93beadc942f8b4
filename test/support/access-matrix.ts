import type { AccessRule } from '@app/auth';

export const CALLERS = ['anonymous', 'clientKey', 'mustChange', 'viewer', 'admin'] as const;
export type Caller = (typeof CALLERS)[number];

/** Who gets in where, and with what status everybody else is turned away. */
export const MATRIX: Readonly<Record<AccessRule, Readonly<Record<Caller, 'in' | 401 | 403>>>> = {
  public: { anonymous: 'in', clientKey: 'in', mustChange: 'in', viewer: 'in', admin: 'in' },
  client: { anonymous: 401, clientKey: 'in', mustChange: 401, viewer: 401, admin: 401 },
  session: { anonymous: 401, clientKey: 401, mustChange: 'in', viewer: 'in', admin: 'in' },
  viewer: { anonymous: 401, clientKey: 401, mustChange: 403, viewer: 'in', admin: 'in' },
  admin: { anonymous: 401, clientKey: 401, mustChange: 403, viewer: 403, admin: 'in' },
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
  // The start page of the dashboard.
  route('GET', '/', 'public', 200),
  route('GET', '/health/live', 'public', 200),
  route('GET', '/health/ready', 'public', 200),

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
];

/** The address with something in the place of each parameter. */
export function addressOf({ path }: Pick<MatrixRoute, 'path'>): string {
  return path.replaceAll(/[:*]\w+/g, 'nothing');
}
