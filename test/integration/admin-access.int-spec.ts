import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { addressOf, CALLERS, isAt, MATRIX, ROUTES, type Caller, type MatrixRoute } from '../support/access-matrix';
import { loggedIn } from '../support/admin-client';
import type { Answer } from '../support/answer';
import { mappedRoutes } from '../support/mapped-routes';
import { rawRequest } from '../support/raw-request';
import { TestGateway } from '../support/test-gateway';

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

/** What each caller sends; sessions are new each time, as some routes end them. */
async function headersOf(caller: Caller): Promise<Record<string, string>> {
  switch (caller) {
    case 'anonymous':
      return {};
    case 'clientKey':
      return { authorization: `Bearer ${gateway.key}`, cookie: `gophergate_session=${gateway.key}` };
    case 'mustChange':
      return { cookie: (await loggedIn(gateway, { username: 'new', role: 'admin', mustChangePassword: true })).cookie };
    case 'viewer':
      return { cookie: (await loggedIn(gateway, { username: 'mia', role: 'viewer' })).cookie };
    case 'admin':
      return { cookie: (await loggedIn(gateway, { username: 'admin' })).cookie };
  }
}

async function ask(caller: Caller, method: string, path: string, more: Record<string, string> = {}): Promise<Answer> {
  return rawAsk(method, path, { ...(await headersOf(caller)), ...more });
}

/** The path stays as it is written. */
function rawAsk(method: string, path: string, headers: Record<string, string>): Promise<Answer> {
  return rawRequest({ url: gateway.url, path, method, headers, send: (outgoing) => outgoing.end() });
}

const methodOf = ({ method }: MatrixRoute): string => (method === 'ALL' ? 'POST' : method);
const byPlace = (a: { method: string; path: string }, b: { method: string; path: string }): number =>
  a.method.localeCompare(b.method) || a.path.localeCompare(b.path);

describe('the matrix', () => {
  it('has every route of the live router, and no other', () => {
    const listed = ROUTES.map(({ method, path }) => ({ method, path })).sort(byPlace);
    expect(mappedRoutes(gateway.running.app).sort(byPlace)).toEqual(listed);
  });

  it.each(ROUTES.flatMap((route) => CALLERS.map((caller) => ({ ...route, caller }))))(
    '$method $path ($rule) for $caller',
    async ({ caller, ...route }) => {
      const expected = MATRIX[route.rule][caller];
      const { status, body } = await ask(caller, methodOf(route), addressOf(route));
      expect({ status, code: body.error?.code }).toEqual({
        status: expected === 'in' ? route.status : expected,
        code: expected === 'in' ? body.error?.code : refusalOf(route, caller, expected),
      });
    },
  );
});

function refusalOf({ rule }: MatrixRoute, caller: Caller, status: 401 | 403): string {
  if (rule === 'client') return 'invalid_api_key';
  if (status === 401) return 'login_required';
  return caller === 'mustChange' ? 'password_change_required' : 'admin_required';
}

describe('no way of writing the address is another way in', () => {
  const PROTECTED = ROUTES.filter(({ path, rule }) => path.startsWith('/api') && rule !== 'public');
  const REFUSED = PROTECTED.flatMap((route) =>
    CALLERS.filter((caller) => MATRIX[route.rule][caller] !== 'in').map((caller) => ({ ...route, caller })),
  );

  /** Method, path and headers by which somebody might hope to slip past a guard. */
  function spellings(route: MatrixRoute): [method: string, path: string, headers?: Record<string, string>][] {
    const [method, path] = [methodOf(route), addressOf(route)];
    const tail = path.slice('/api'.length);
    return [
      ['HEAD', path],
      ['OPTIONS', path],
      ['TRACE', path],
      [method, `${path}/`],
      [method, `/${path}`],
      [method, `/api/${tail}`],
      [method, `${path};x=1`],
      [method, `/api;x=1${tail}`],
      [method, `/API${tail}`],
      [method, path.toUpperCase()],
      [method, `${path}/%2e`],
      [method, `/%2e${path}`],
      [method, `/x/%2e%2e${path}`],
      [method, `/x/..${path}`],
      [method, `/%61pi${tail}`],
      [method, `/api%2f${tail.slice(1)}`],
      [method, `/\\api${tail.replaceAll('/', '\\')}`],
      [method, `${path}?access=public`],
      [method, `${path}/.json`],
      [method, `http://127.0.0.1${path}`],
      ['POST', path, { 'x-http-method-override': method }],
      ['POST', path, { 'x-method-override': 'GET', 'x-http-method': 'GET' }],
      ['POST', `${path}?_method=${method}`],
      ['GET', path, { 'x-original-url': '/health/live', 'x-rewrite-url': '/health/live' }],
    ];
  }

  /** Another route at this very address, which this caller may use: reading what it may not change. */
  function isOpen({ method, path }: { method: string; path: string }, caller: Caller): boolean {
    const asked = method === 'HEAD' ? 'GET' : method;
    const address = path.replace(/\?.*$/, '').replace(/\/$/, '');
    return ROUTES.some(
      (other) => other.method === asked && isAt(address, other) && MATRIX[other.rule][caller] === 'in',
    );
  }

  it.each(REFUSED)('$method $path for $caller', async ({ caller, ...route }) => {
    const refusal = MATRIX[route.rule][caller];
    const known = await headersOf(caller);
    const answers = await Promise.all(
      spellings(route).map(async ([method, path, headers]) => {
        const { status } = await rawAsk(method, path, { ...known, ...headers });
        return { method, path, headers, status };
      }),
    );
    expect(answers.filter((answer) => answer.status !== refusal && !isOpen(answer, caller))).toEqual([]);
  });
});

describe('what nobody serves', () => {
  it.each(['/api', '/api/', '/api/nothing', '/api/users/1/2/3', '//api/users', '/API/users'])(
    '%s is told to administrators alone',
    async (path) => {
      expect(await ask('admin', 'GET', path)).toMatchObject({ status: 404, body: { error: { code: 'unknown_url' } } });
    },
  );

  it('says which request it was', async () => {
    const { body, requestId } = await ask('anonymous', 'GET', '/api/nothing');
    expect(body).toEqual({
      error: {
        ...{ message: expect.stringContaining('Log in'), type: 'invalid_request_error', param: null },
        ...{ code: 'login_required', requestId },
      },
    });
  });
});

describe('sessions on /v1', () => {
  it('mean nothing beside a key', async () => {
    const { cookie = '' } = await headersOf('admin');
    const answer = await ask('clientKey', 'GET', '/v1/models', { cookie });
    expect(answer.status).toBe(200);
  });
});

describe('security headers', () => {
  it.each([
    ['a page', 'GET', '/'],
    ['an answer of /v1', 'GET', '/v1/models'],
    ['a refusal of /v1', 'POST', '/v1/chat/completions'],
    ['an answer of /api', 'GET', '/api/session'],
    ['an address nobody serves', 'GET', '/nothing'],
    ['a malformed address', 'GET', '/%E0%A4%A'],
    ['health', 'GET', '/health/live'],
  ])('stand on %s', async (_, method, path) => {
    const { headers } = await ask('admin', method, path);
    const names = [
      ...['content-security-policy', 'x-content-type-options', 'x-frame-options', 'referrer-policy'],
      ...['cross-origin-opener-policy', 'cross-origin-resource-policy', 'strict-transport-security', 'x-powered-by'],
    ];
    // Pages of the dashboard also name the nonce of their styles.
    const said = (name: string): string | null => headers.get(name)?.replace(/ 'nonce-[^']+'/, '') ?? null;
    expect(Object.fromEntries(names.map((name) => [name, said(name)]))).toEqual({
      'content-security-policy':
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';frame-ancestors 'none';base-uri 'none';form-action 'self'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': null,
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': null,
      'x-powered-by': null,
    });
  });
});
