import { AuditRepository, Database } from '@app/persistence';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { ROUTES, type MatrixRoute } from '../support/access-matrix';
import { loggedIn } from '../support/admin-client';
import type { Answer } from '../support/answer';
import { rawRequest } from '../support/raw-request';
import { SQL_INJECTIONS } from '../support/sql-injections';
import { TestGateway } from '../support/test-gateway';

/** Each guess at a login comes from an address of its own. */
const PROXIED = { LLM_PROXY__SERVER__TRUSTED_PROXIES: '127.0.0.1' };
/** Headers that we or a library of ours read. */
const HEADERS = [
  ...['authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'x-gophergate-key', 'cookie'],
  ...['x-client-request-id', 'x-session-id', 'user-agent', 'x-forwarded-for', 'x-forwarded-host'],
  ...['x-forwarded-proto', 'origin', 'sec-fetch-site', 'if-match', 'content-type', 'accept', 'host'],
];
const AT_ONCE = 25;
/** Words of a database that has been asked something strange. */
const LEAKS = /SQLITE_|near \?"|no such (?:table|column)|typeorm|CREATE TABLE|\$argon2/;

let simulator: Simulator;
let gateway: TestGateway;
let cookie: string;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator, environment: PROXIED });
  ({ cookie } = await loggedIn(gateway, { username: 'admin' }));
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

interface Shown {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

async function ask({ method = 'GET', path, headers = {}, body }: Shown): Promise<Answer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const typed =
    text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return rawRequest({
    url: gateway.url,
    path,
    method,
    headers: { ...typed, ...headers },
    send: (out) => out.end(text),
  });
}

/** What the database looks like to somebody who hopes that it has changed. */
async function stateOf(): Promise<unknown> {
  const read = (sql: string): Promise<unknown> => gateway.get(Database).control.run((manager) => manager.query(sql));
  return {
    tables: await read("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"),
    users: await read('SELECT id, username, password_hash, role, is_enabled FROM users ORDER BY id'),
    clients: await read('SELECT id, name, key_hash, is_enabled FROM clients ORDER BY id'),
    sessions: await read('SELECT id, user_id, expires_at FROM sessions ORDER BY id'),
    databases: await read('PRAGMA database_list'),
  };
}

async function expectHarmless(questions: readonly Shown[]): Promise<Answer[]> {
  const before = await stateOf();
  const answers: Answer[] = [];
  for (let first = 0; first < questions.length; first += AT_ONCE)
    answers.push(...(await Promise.all(questions.slice(first, first + AT_ONCE).map(ask))));
  const odd = answers.flatMap(({ status, text }, index) =>
    status >= 500 || LEAKS.test(text) ? [{ ...questions[index], status, text }] : [],
  );
  expect(odd).toEqual([]);
  expect(await stateOf()).toEqual(before);
  await expect(gateway.get(AuditRepository).check()).resolves.toMatchObject({ brokenAt: null });
  return answers;
}

const inHeader = (payload: string): string => Buffer.from(payload).toString('latin1');

it('there are two hundred', () => {
  expect(new Set(SQL_INJECTIONS).size).toBe(200);
});

describe.each(HEADERS)('SQL in the header %s', (name) => {
  it('opens nothing', async () => {
    const strange = (payload: string): Record<string, string> => ({ [name]: inHeader(payload) });
    const keys = SQL_INJECTIONS.map((payload) => ({ path: '/v1/models', headers: strange(payload) }));
    const sessions = SQL_INJECTIONS.map((payload) => ({ path: '/api/session', headers: strange(payload) }));
    for (const { status } of await expectHarmless([...keys, ...sessions])) expect([400, 401]).toContain(status);
  });

  it('harms nothing beside a right one', async () => {
    await expectHarmless(
      SQL_INJECTIONS.slice(0, 40).map((payload) => ({
        path: '/api/users',
        headers: { cookie, [name]: inHeader(payload) },
      })),
    );
  });
});

describe('SQL in a key or token', () => {
  it('opens nothing', async () => {
    const questions = SQL_INJECTIONS.flatMap((payload): Shown[] => [
      { path: '/v1/models', headers: { authorization: inHeader(`Bearer ${payload.replaceAll(' ', '+')}`) } },
      { path: '/v1/models', headers: { authorization: inHeader(`Bearer ${gateway.key.slice(0, 14)}${payload}`) } },
      { path: '/api/users', headers: { cookie: inHeader(`gophergate_session=${payload.replaceAll(';', '%3b')}`) } },
      { path: '/api/users', headers: { cookie: inHeader(`gophergate_session=v1.${payload.replaceAll(';', '')}.x`) } },
    ]);
    for (const { status } of await expectHarmless(questions)) expect(status).toBe(401);
  });
});

it('SQL in a login opens nothing', async () => {
  const questions = SQL_INJECTIONS.map((payload, index) => ({
    ...{ method: 'POST', path: '/api/session', headers: { 'x-forwarded-for': `198.18.${index >> 8}.${index & 255}` } },
    body:
      index % 2 === 0 ? { username: `admin${payload}`, password: 'x' } : { username: `u${index}`, password: payload },
  }));
  for (const { status } of await expectHarmless(questions)) expect(status).toBe(401);
});

describe('SQL in an address, asked by an administrator', () => {
  const withParameters = ROUTES.filter(({ path, rule }) => /[:*]/.test(path) && rule !== 'client');
  const readable = ROUTES.filter(({ method, rule }) => method === 'GET' && rule !== 'client');
  const placeOf = (route: MatrixRoute): number =>
    ROUTES.findIndex(({ method, path }) => method === route.method && path === route.path);
  /** A quarter for each route, another one for the next. */
  const quarterFor = (route: MatrixRoute): string[] =>
    SQL_INJECTIONS.filter((_, index) => index % 4 === placeOf(route) % 4);
  const methodOf = ({ method }: MatrixRoute): string => (method === 'ALL' ? 'POST' : method);

  /** The dashboard answers with the same file at each of its addresses, and reads nothing. */
  const isPage = ({ rule, status }: MatrixRoute): boolean => rule === 'public' && status === 200;

  it.each(withParameters)('$method $path finds nothing', async (route) => {
    const questions = quarterFor(route).map((payload) => ({
      method: methodOf(route),
      path: route.path.replaceAll(/[:*]\w+/g, () => encodeURIComponent(payload)),
      headers: { cookie, 'if-match': '"1"' },
    }));
    const statuses = new Set((await expectHarmless(questions)).map(({ status }) => status));
    if (isPage(route)) expect([...statuses]).toEqual([200]);
    else expect(Math.min(...statuses)).toBeGreaterThanOrEqual(400);
  });

  it.each(readable)('$method $path keeps its query apart', async (route) => {
    const { path } = route;
    const address = path.replaceAll(/[:*]\w+/g, 'nothing');
    const names = ['id', 'from', 'to', 'zone', 'cursor', 'limit', 'sort', 'order', 'by', 'text', 'model', 'clientId'];
    const questions = quarterFor(route).map((payload, index) => ({
      path: `${address}?${names[index % names.length] ?? ''}=${encodeURIComponent(payload)}&${encodeURIComponent(payload)}=1`,
      headers: { cookie },
    }));
    await expectHarmless(questions);
  });
});
