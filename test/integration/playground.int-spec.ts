import { ClientService, UNLIMITED } from '@app/auth';
import { RequestsInFlight } from '@app/gateway';
import { AuditRepository } from '@app/persistence';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { TESTER } from '../../libs/common/src/testing/actors';
import { loggedIn, type AdminClient } from '../support/admin-client';
import { eventually } from '../support/eventually';
import { expectAdminRefusal } from '../support/refusal';
import { streamOf } from '../support/stream';
import { TestGateway } from '../support/test-gateway';

const PATH = '/api/playground/chat';
const messages = [{ role: 'user' as const, content: 'a canary of a prompt' }];
const model = 'gpt-4o-mini';

let simulator: Simulator;
let gateway: TestGateway;
let admin: AdminClient;
let viewer: AdminClient;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  admin = await loggedIn(gateway, { username: 'admin' });
  viewer = await loggedIn(gateway, { username: 'vera' });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

const open = (body: object, signal?: AbortSignal): Promise<Response> =>
  fetch(gateway.url + PATH, {
    method: 'POST',
    headers: { cookie: admin.cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
async function setAccess(playgroundAccess: 'off' | 'admin' | 'viewer'): Promise<void> {
  const { body } = await admin.get('/api/settings');
  expect(await admin.patch('/api/settings', Number(body['version']), { playgroundAccess })).toMatchObject({
    status: 200,
  });
}

describe('an administrator', () => {
  it('is answered as /v1 would, by the same headers, and booked as the playground', async () => {
    const direct = await gateway.chat({ model, messages });
    const answer = await admin.post(PATH, { model, messages });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body).sort()).toEqual(Object.keys(direct.body).sort());
    const ours = (headers: Headers): string[] => [...headers.keys()].filter((name) => name.startsWith('x-')).sort();
    expect(ours(answer.headers)).toEqual(ours(direct.headers));
    const [row, other] = [await gateway.rowOf(answer), await gateway.rowOf(direct)];
    expect(row).toMatchObject({ clientId: 'playground', endpoint: PATH, outcome: 'completed' });
    expect(row).toMatchObject({ costState: other.costState, costNanoUsd: other.costNanoUsd });
    const { body } = await admin.get('/api/usage/breakdown?by=client&from=0&to=8640000000000000');
    expect(body['rows']).toContainEqual(expect.objectContaining({ key: 'playground', requests: 1 }));
    const { text } = await admin.get('/api/requests/export?format=csv');
    expect(text).toContain('"playground","playground","/api/playground/chat"');
  });

  it('gets a stream, word for word', async () => {
    const streamed = await streamOf(await open({ model, messages, stream: true }));
    expect(streamed).toMatchObject({ status: 200, isDone: true });
    const row = await gateway.rowOf(streamed);
    expect(row).toMatchObject({ clientId: 'playground', isStream: true, outcome: 'completed' });
  });

  it('cancels by hanging up', async () => {
    simulator.control('tps=20;tokens=5000', { vendor: 'openai', times: 1 });
    const leaving = new AbortController();
    const response = await open({ model, messages, stream: true }, leaving.signal);
    const requestId = response.headers.get('x-request-id') ?? '';
    await response.body?.getReader().read();
    leaving.abort();
    expect(await gateway.rowOf({ requestId })).toMatchObject({ outcome: 'cancelled', clientId: 'playground' });
    await eventually('the end', () => gateway.get(RequestsInFlight).count === 0);
  });

  it('sends on behalf of a client, which is booked there, and in the audit log without the prompt', async () => {
    const { client } = await gateway.createClient('an app');
    const answer = await admin.post(PATH, { clientId: client.id, model, messages, seed: 7 });
    expect(answer.status).toBe(200);
    expect(await gateway.rowOf(answer)).toMatchObject({ clientId: client.id });
    const entries = await gateway.get(AuditRepository).list({ action: 'request.playground' }, 10);
    expect(entries).toMatchObject([
      {
        actor: { name: 'admin' },
        after: { clientId: client.id, clientName: 'an app', model },
        entityId: answer.requestId,
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('canary');
  });

  it('never sends our own field to a provider', async () => {
    for (const clientId of [null, (await gateway.createClient('asked')).client.id]) {
      simulator.clear();
      await admin.post(PATH, { clientId, model, messages, unheard_of: 1 });
      const sent = JSON.stringify(simulator.requests.at(-1));
      expect(sent).toContain('unheard_of');
      expect(sent).not.toContain('clientId');
    }
  });

  it('is held to what the client may use', async () => {
    const access = { allowedModels: ['gpt-4o'], allowedAddresses: null };
    const { client } = await gateway.createClient('picky', { access });
    expectAdminRefusal(await admin.post(PATH, { clientId: client.id, model, messages }), 404, 'model_not_found');
  });

  it.each([
    ['rate', { requestsPerMinute: 1 }, 'rate_limit_exceeded'],
    ['budget', { budget: { nanoUsd: 1, period: 'day' as const } }, 'insufficient_quota'],
  ])('uses up the %s of the client', async (name, limits, code) => {
    const { client } = await gateway.createClient(name, { limits: { ...UNLIMITED, ...limits } });
    const ask = () => admin.post(PATH, { clientId: client.id, model, messages });
    await gateway.rowOf(await ask());
    expectAdminRefusal(await ask(), 429, code);
  });

  it('cannot use a client that is switched off, unknown or no name', async () => {
    const { client } = await gateway.createClient('switched off', { isEnabled: false });
    const ask = (clientId: unknown) => admin.post(PATH, { clientId, model, messages });
    expectAdminRefusal(await ask(client.id), 400, 'invalid_request');
    expectAdminRefusal(await ask('nobody'), 404, 'client_not_found');
    expectAdminRefusal(await ask({ $ne: 1 }), 400, 'invalid_type');
  });

  it.each([
    ['no messages', { model }, 'missing_required_parameter'],
    ['no model', { messages }, 'missing_required_parameter'],
  ])('is told what is wrong with a body: %s', async (_, body, code) => {
    expectAdminRefusal(await admin.post(PATH, body), 400, code);
  });
});

describe('a viewer', () => {
  afterEach(() => setAccess('admin'));

  it('gets in only where the settings say so, and never as a client', async () => {
    expectAdminRefusal(await viewer.post(PATH, { model, messages }), 403, 'admin_required');
    await setAccess('viewer');
    expect(await viewer.post(PATH, { model, messages })).toMatchObject({ status: 200 });
    const [client] = await gateway.get(ClientService).list();
    expectAdminRefusal(await viewer.post(PATH, { clientId: client?.id, model, messages }), 403, 'admin_required');
  });

  it('is shut out with everybody when it is off', async () => {
    await setAccess('off');
    for (const who of [admin, viewer])
      expectAdminRefusal(await who.post(PATH, { model, messages }), 403, 'playground_off');
  });
});

it('nobody is the playground on /v1, whatever a client is called', async () => {
  const { key, client } = await gateway.get(ClientService).create(TESTER, { name: 'playground' });
  const answer = await gateway.chat({ model, messages }, { headers: { authorization: `Bearer ${key}` } });
  expect(await gateway.rowOf(answer)).toMatchObject({ clientId: client.id });
  const refused = await gateway.chat({ model, messages }, { headers: { authorization: 'Bearer playground' } });
  expect(refused.status).toBe(401);
});
