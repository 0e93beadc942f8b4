import { ClientUse } from '@app/auth';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { loggedIn, type AdminClient } from '../support/admin-client';
import type { Answer } from '../support/answer';
import { eventually } from '../support/eventually';
import { TestGateway } from '../support/test-gateway';

let simulator: Simulator;
let gateway: TestGateway;
let admin: AdminClient;
let viewer: AdminClient;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  admin = await loggedIn(gateway, { username: 'admin' });
  viewer = await loggedIn(gateway, { username: 'mia', role: 'viewer' });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

const bodyOf = <T>({ status, body }: Answer, expected = 200): T => {
  expect({ status, body }).toMatchObject({ status: expected });
  return body as T;
};
const keyed = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

describe('clients', () => {
  interface Issued {
    readonly key: string;
    readonly client: { readonly id: string; readonly version: number };
  }

  it('are created with a key that is shown once, changed, rotated and removed', async () => {
    const { key, client } = bodyOf<Issued>(
      await admin.post('/api/clients', { name: 'app', limits: { requestsPerMinute: 1_000 }, tags: ['a'] }),
      201,
    );
    expect(await gateway.chat({ model: 'gpt-4o' }, keyed(key))).toMatchObject({ status: 200 });
    const seen = await viewer.get(`/api/clients/${client.id}`);
    expect(seen.body).toMatchObject({ name: 'app', tags: ['a'], limits: { requestsPerMinute: 1_000, budget: null } });
    expect(seen.headers.get('etag')).toBe('"1"');
    expect(JSON.stringify(seen.body)).not.toMatch(/hash/i);
    expect(bodyOf(await admin.post('/api/clients/identify', { key }))).toMatchObject({ client: { id: client.id } });

    const path = `/api/clients/${client.id}`;
    const rotated = bodyOf<Issued>(await admin.ask('POST', `${path}/rotate`, { body: {}, version: 1 }));
    for (const valid of [key, rotated.key])
      expect(await gateway.chat({ model: 'gpt-4o' }, keyed(valid))).toMatchObject({ status: 200 });
    bodyOf(await admin.ask('POST', `${path}/rotate`, { body: { overlapMs: 0 }, version: 2 }));
    for (const ended of [key, rotated.key])
      expect(await gateway.chat({ model: 'gpt-4o' }, keyed(ended))).toMatchObject({ status: 401 });
    bodyOf(await admin.delete(path, { version: 3 }), 204);
    bodyOf(await viewer.get(path), 404);
  });

  it('may ask for what they are allowed, and see nothing else', async () => {
    const access = { allowedModels: ['fast-flow'], allowedAddresses: null };
    const { key } = bodyOf<Issued>(await admin.post('/api/clients', { name: 'narrow', access }), 201);
    expect(await gateway.chat({ model: 'fast-flow' }, keyed(key))).toMatchObject({ status: 200 });
    expect(await gateway.chat({ model: 'gpt-4o' }, keyed(key))).toMatchObject({
      status: 404,
      body: { error: { code: 'model_not_found' } },
    });
    const { data } = bodyOf<{ data: { id: string }[] }>(await gateway.ask('/v1/models', keyed(key)));
    expect(data.map(({ id }) => id)).toEqual(['dispatcher', 'fast-flow', 'gpt-5.4-nano', 'deepseek-v4-flash']);
  });

  it('may come from where they are allowed, and their last use is kept', async () => {
    const clientAt = (address: string) =>
      admin.post('/api/clients', {
        name: `from ${address}`,
        access: { allowedModels: null, allowedAddresses: [address] },
      });
    const near = bodyOf<Issued>(await clientAt('127.0.0.0/8'), 201);
    const far = bodyOf<Issued>(await clientAt('203.0.113.0/24'), 201);
    expect(await gateway.chat({ model: 'gpt-4o' }, keyed(near.key))).toMatchObject({ status: 200 });
    expect(await gateway.chat({ model: 'gpt-4o' }, keyed(far.key))).toMatchObject({
      status: 403,
      body: { error: { code: 'address_not_allowed' } },
    });
    await gateway.get(ClientUse).write();
    const lastUse = async (id: string) => (await viewer.get(`/api/clients/${id}`)).body;
    expect(await lastUse(near.client.id)).toMatchObject({ lastUsedAt: expect.any(Number) });
    expect(await lastUse(far.client.id)).toMatchObject({ lastUsedAt: null });
  });

  it.each<[string, unknown, string]>([
    ['no name', {}, 'name'],
    ['a field nobody knows', { name: 'x', isAdmin: true }, 'isAdmin'],
    ['its hash', { name: 'x', keyHash: 'abc' }, 'keyHash'],
    ['an object for a name', { name: { toString: 'x' } }, 'name'],
    ['a budget of nothing', { name: 'x', limits: { budget: { nanoUsd: 0, period: 'day' } } }, 'limits.budget.nanoUsd'],
    [
      'a period nobody knows',
      { name: 'x', limits: { budget: { nanoUsd: 1, period: 'year' } } },
      'limits.budget.period',
    ],
    ['half a request a minute', { name: 'x', limits: { requestsPerMinute: 0.5 } }, 'limits.requestsPerMinute'],
    ['an address that is none', { name: 'x', access: { allowedAddresses: ['here'] } }, 'access.allowedAddresses'],
  ])('are refused with %s', async (_, body, param) => {
    const answer = await admin.post('/api/clients', body);
    expect(bodyOf<{ error: unknown }>(answer, 400).error).toMatchObject({ param, requestId: expect.any(String) });
  });

  it('are not overwritten by whoever comes late', async () => {
    const { client } = bodyOf<Issued>(await admin.post('/api/clients', { name: 'shared' }), 201);
    const path = `/api/clients/${client.id}`;
    const changes = await Promise.all(['a', 'b', 'c'].map((description) => admin.patch(path, 1, { description })));
    expect(changes.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await admin.ask('PATCH', path, { body: {} })).body.error?.code).toBe('precondition_required');
  });
});

describe('providers', () => {
  const KEY = 'sk-stored-by-the-administrator-01';

  it('take a key that nobody is shown again, and use it at once', async () => {
    const before = bodyOf<{ version: number }>(await admin.get('/api/providers/openai'));
    bodyOf(await admin.patch('/api/providers/openai', before.version, { apiKey: KEY }));
    await gateway.chat({ model: 'gpt-4o' });
    expect(simulator.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
    const views = await Promise.all([admin, viewer].map((user) => user.get('/api/providers/openai')));
    expect(views.map(({ body }) => body)).toMatchObject([{ keySource: 'database' }, { keySource: 'set' }]);
    for (const page of ['/api/providers', '/api/audit'])
      expect(JSON.stringify((await admin.get(page)).body)).not.toContain(KEY);
    const [, version] = /"(\d+)"/.exec(views[0]?.headers.get('etag') ?? '') ?? [];
    bodyOf(await admin.patch('/api/providers/openai', Number(version), { apiKey: null }));
  });

  it('are tested for nothing, and stopped and started by hand', async () => {
    expect(bodyOf(await admin.post('/api/providers/openai/test'))).toMatchObject({ isOk: true });
    const setBreaker = (state: string) => admin.ask('PUT', '/api/providers/openai/breaker', { body: { state } });
    expect(bodyOf(await setBreaker('open'))).toMatchObject({ breakerState: 'open' });
    expect(await gateway.chat({ model: 'gpt-4o' })).toMatchObject({ status: 503 });
    expect(bodyOf(await setBreaker('closed'))).toMatchObject({ breakerState: 'closed' });
    expect(await gateway.chat({ model: 'gpt-4o' })).toMatchObject({ status: 200 });
  });
});

describe('groups', () => {
  const GROUP = { name: 'mine', strategy: 'fallback', targets: ['gpt-4o', 'grok-4.3'] };
  const routeOf = async (): Promise<string | null> =>
    (await gateway.chat({ model: 'mine' })).headers.get('x-gophergate-route');

  it('are made, changed and removed, in force at once', async () => {
    expect(bodyOf(await admin.post('/api/groups/check', GROUP))).toEqual({ problems: [] });
    bodyOf(await admin.post('/api/groups', GROUP), 201);
    expect((await admin.post('/api/groups', GROUP)).body.error?.code).toBe('duplicate_name');
    expect(await routeOf()).toBe('mine>gpt-4o');
    const { name: _, ...settings } = GROUP;
    const turned = { ...settings, targets: GROUP.targets.toReversed() };
    bodyOf(await admin.ask('PUT', '/api/groups/mine', { body: turned, version: 1 }));
    expect(await routeOf()).toBe('mine>grok-4.3');
    const explained = await viewer.post('/api/routes/explain', { model: 'mine', prompt: 'Hello' });
    expect(bodyOf(explained)).toMatchObject({ routes: [{ model: 'grok-4.3' }, { model: 'gpt-4o' }] });
    bodyOf(await admin.delete('/api/groups/mine', { version: 2 }), 204);
    expect(await routeOf()).toBeNull();
  });

  it('are refused where they would not route, with the way round the loop', async () => {
    const loop = await admin.post('/api/groups', { ...GROUP, targets: ['mine'] });
    expect(bodyOf<{ error: { message: string } }>(loop, 422).error.message).toContain('mine > mine');
    expect(bodyOf(await admin.post('/api/groups/check', { ...GROUP, targets: ['nobody'] }))).toMatchObject({
      problems: [expect.stringContaining('nobody')],
    });
  });

  it('come back when they were seeded', async () => {
    bodyOf(await admin.delete('/api/groups/gemini-auto', { version: 1 }), 204);
    expect(bodyOf(await admin.post('/api/groups/restore-seeds'))).toEqual({ restored: ['gemini-auto'] });
  });

  it('are explained by the real selector to administrators only', async () => {
    const question = { model: 'dispatcher', prompt: 'Hi', isAsked: true };
    expect((await viewer.post('/api/routes/explain', question)).body.error?.code).toBe('admin_required');
    expect(bodyOf(await admin.post('/api/routes/explain', question))).toMatchObject({ ratings: [{}] });
  });
});

describe('models and prices', () => {
  it('switch a model off, and on again', async () => {
    const path = '/api/models/openai/gpt-4o';
    expect(bodyOf(await viewer.get(path))).toMatchObject({ id: 'openai/gpt-4o', isEnabled: true, version: 0 });
    bodyOf(await admin.ask('PUT', path, { body: { isEnabled: false }, version: 0 }));
    expect(await gateway.chat({ model: 'gpt-4o' })).toMatchObject({ status: 503 });
    bodyOf(await admin.ask('PUT', path, { body: { isEnabled: null }, version: 1 }));
    expect(await gateway.chat({ model: 'gpt-4o' })).toMatchObject({ status: 200 });
  });

  it('price a model from the next request on', async () => {
    const rates = { input: 1_000_000, cachedInput: null, cacheWrite: null, output: 1_000_000 };
    const draft = { subjectKind: 'model', subject: 'openai/gpt-4o', price: { rates } };
    const { id } = bodyOf<{ id: string }>(await admin.post('/api/prices', draft), 201);
    const row = await gateway.rowOf(await gateway.chat({ model: 'gpt-4o' }));
    expect(row.priceId).toMatch(/^openai\/gpt-4o#own-/);
    expect(row.costNanoUsd).toBe(1_000 * ((row.freshInputTokens ?? 0) + (row.outputTokens ?? 0)));
    const wrong = await admin.ask('PUT', `/api/prices/${id}`, { body: { price: { rates: {} } }, version: 1 });
    expect(bodyOf<{ error: unknown }>(wrong, 400).error).toMatchObject({ code: 'invalid_price' });
    bodyOf(await admin.delete(`/api/prices/${id}`, { version: 1 }), 204);
  });
});

it('a day is rated anew in the background', async () => {
  await gateway.rowOf(await gateway.chat({ model: 'gpt-4o' }));
  const range = { from: Date.now() - 3_600_000, to: Date.now() + 1_000 };
  const { id } = bodyOf<{ id: string }>(await admin.post('/api/jobs/reprice', range), 202);
  const job = await eventually('the job', async () => {
    const { body } = await admin.get(`/api/jobs/${id}`);
    return (body as { state?: string }).state === 'done' && body;
  });
  expect(job).toMatchObject({
    kind: 'reprice',
    createdBy: 'admin',
    result: { runId: null, examined: expect.any(Number) },
  });
  expect((await admin.post('/api/jobs/reprice', { from: 2, to: 1 })).status).toBe(400);
});

describe('usage and requests', () => {
  it('are read by viewers, page by page and as a file', async () => {
    const asked = await gateway.chat({ model: 'fast-flow' });
    const { requestId } = await gateway.rowOf(asked);
    const page = bodyOf<{ requests: unknown[]; nextCursor: string }>(await viewer.get('/api/requests?limit=1'));
    expect(page.requests).toHaveLength(1);
    const next = bodyOf<{ requests: unknown[] }>(
      await viewer.get(`/api/requests?limit=1&cursor=${encodeURIComponent(page.nextCursor)}`),
    );
    expect(next.requests).not.toEqual(page.requests);
    expect(bodyOf(await viewer.get(`/api/requests/${requestId}`))).toMatchObject({
      request: { groupName: 'fast-flow' },
    });
    const file = await fetch(`${gateway.url}/api/requests/export?format=csv`, { headers: { cookie: viewer.cookie } });
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="requests.csv"');
    expect(await file.text()).toContain(requestId);
    const now = Date.now();
    const range = `from=${now - 3_600_000}&to=${now + 3_600_000}&zone=Asia/Kathmandu`;
    await eventually('the roll-ups', async () => {
      const summary = bodyOf<{ current: { requests: number } }>(await viewer.get(`/api/usage/summary?${range}`));
      return summary.current.requests > 0;
    });
    expect(bodyOf(await viewer.get(`/api/usage/series?${range}&by=provider`))).toMatchObject({ step: 'quarter' });
    expect(bodyOf(await viewer.get(`/api/usage/breakdown?${range}&by=group`))).toMatchObject({ omitted: 0 });
  });

  it.each(['from=x&to=2', 'from=1', 'from=1&to=2&zone=Mars/Olympus', 'from=1&to=2&by=1', 'from=5&to=2'])(
    'refuse %s',
    async (query) => {
      expect((await viewer.get(`/api/usage/summary?${query}`)).status).toBe(400);
    },
  );
});

it('the audit log knows who did all this', async () => {
  const { items } = bodyOf<{ items: { actor: object; action: string }[] }>(await admin.get('/api/audit?entity=group'));
  expect(items[0]).toMatchObject({ actor: { kind: 'user', name: 'admin', address: expect.any(String) } });
  expect(bodyOf(await admin.get('/api/audit/verify'))).toMatchObject({ brokenAt: null });
});
