import { connect } from 'node:net';
import { SessionService, UserService } from '@app/auth';
import { SYSTEM_ACTOR } from '@app/common';
import { AuditRepository } from '@app/persistence';
import type { LiveEvent } from '@app/contracts';
import { ProviderRegistry } from '@app/providers';
import { GroupEditor } from '@app/routing';
import { LiveFeed } from '@app/telemetry';
import { LiveSockets } from '../../apps/gateway/src/live/live-sockets.service';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { loggedIn, type AdminClient } from '../support/admin-client';
import { eventually } from '../support/eventually';
import { dial, LIVE_PROTOCOL, LiveClient, ticketFor, type Dialled } from '../support/live-client';
import { readEvents } from '../support/stream';
import { TestGateway } from '../support/test-gateway';

const MODEL = 'gpt-5.4-nano';

let simulator: Simulator;
let gateway: TestGateway;
let admin: AdminClient;
let viewer: AdminClient;
const open: LiveClient[] = [];

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
afterEach(async () => {
  simulator.clear();
  for (const client of open.splice(0)) {
    client.socket.terminate();
    await client.closed();
  }
});

async function watch(client = viewer): Promise<LiveClient> {
  const live = await LiveClient.open(gateway.url, client);
  open.push(live);
  return live;
}
const statusOf = (dialled: Dialled): number => ('status' in dialled ? dialled.status : 101);
/** A stream that goes on until somebody ends it. */
async function endless(model = MODEL): Promise<{ requestId: string; text: Promise<string> }> {
  simulator.control('tps=50;tokens=5000', { vendor: 'openai', times: 1 });
  const response = await gateway.open({ model });
  return { requestId: response.headers.get('x-request-id') ?? '', text: response.text() };
}

describe('the live feed', () => {
  it('says hello, agrees on its own protocol alone and on no compression', async () => {
    const live = await watch();
    expect(live.socket.protocol).toBe(LIVE_PROTOCOL);
    expect(live.socket.extensions).toBe('');
    expect(live.others[0]).toEqual({
      ...{ type: 'hello', serverTime: expect.any(Number), username: 'vera', role: 'viewer' },
      ...{ frameMs: 100, maxEventsPerFrame: 100 },
    });
  });

  it('tells a JSON request from its beginning to its end, as the ledger does', async () => {
    const live = await watch();
    const answer = await gateway.chat({ model: 'fast-flow' });
    const ended = await live.seen('request_ended', answer.requestId);
    const row = await gateway.rowOf(answer);
    expect(ended).toMatchObject({
      ...{ requestId: row.requestId, clientName: 'test', askedModel: 'fast-flow', route: row.route, isStream: false },
      ...{ providerId: row.providerId, servedModel: row.servedModel, status: 200, outcome: 'completed' },
      ...{ costNanoUsd: row.costNanoUsd, costState: 'priced', completionTokens: row.outputTokens, attempts: 1 },
    });
    expect(live.events.map(({ type }) => type)).toEqual(['request_started', 'request_ended']);
    expect(JSON.stringify(live.frames)).not.toContain('Say hello to the gopher');
  });

  it('tells the first token of a stream between both', async () => {
    const live = await watch();
    const answer = await gateway.stream({ model: MODEL });
    const ended = await live.seen('request_ended', answer.requestId);
    const first = await live.seen('first_token', answer.requestId);
    expect(live.events.map(({ type }) => type)).toEqual(['request_started', 'first_token', 'request_ended']);
    expect(first).toMatchObject({ sentModel: MODEL, providerId: 'openai', isStream: true, ttftMs: ended.ttftMs });
  });

  it('tells refusals too', async () => {
    const live = await watch();
    const answer = await gateway.chat({ model: 'nobody-knows-it' });
    await expect(live.seen('request_ended', answer.requestId)).resolves.toMatchObject({
      ...{ status: 404, outcome: 'failed', errorCode: 'model_not_found', costState: null, promptTokens: null },
    });
  });

  it('tells a breaker and a change of the configuration, without what was changed', async () => {
    const live = await watch();
    gateway.get(ProviderRegistry).openBreaker('grok');
    await expect(live.seen('breaker')).resolves.toMatchObject({ providerId: 'grok', to: 'open', isManual: true });
    gateway.get(ProviderRegistry).closeBreaker('grok');
    const editor = gateway.get(GroupEditor);
    await editor.save(SYSTEM_ACTOR, { ...(await editor.find('fast-flow')), logicLevel: 3 });
    const changed = await eventually('the change', () =>
      live.events.find((event) => event.type === 'config_changed' && event.entity === 'group'),
    );
    expect(changed).toEqual({
      at: expect.any(Number),
      ...{ type: 'config_changed', action: 'group.update', entity: 'group', name: 'fast-flow', actorName: 'system' },
    });
  });

  it('filters for each reader apart', async () => {
    const [all, failures] = [await watch(), await watch(admin)];
    failures.say({ type: 'filter', outcome: 'failed', client: 'test' });
    await failures.ping();
    const good = await gateway.chat({ model: MODEL });
    const bad = await gateway.chat({ model: 'nobody-knows-it' });
    await failures.seen('request_ended', bad.requestId);
    await all.seen('request_ended', good.requestId);
    await all.seen('request_ended', bad.requestId);
    expect(failures.events).toHaveLength(1);
    failures.say({ type: 'filter' });
    await failures.ping();
    const after = await gateway.chat({ model: MODEL });
    await failures.seen('request_started', after.requestId);
  });

  it.each([
    ['no JSON', 'hello'],
    ['an unknown message', { type: 'subscribe' }],
    ['an unknown field', { type: 'filter', secret: 'x' }],
    ['a wrong type', { type: 'filter', minStatus: '500' }],
    ['an object for a name', { type: 'filter', client: { $ne: null } }],
    ['a text too long', { type: 'filter', text: 'x'.repeat(201) }],
  ])('ends the connection of a reader that says %s', async (_, message) => {
    const live = await watch();
    live.say(message);
    await expect(live.closed()).resolves.toBe(1008);
  });

  it.each<[string, (live: LiveClient) => void, number]>([
    ['more than 4 KB', ({ socket }) => socket.send('x'.repeat(5_000)), 1009],
    ['bytes', ({ socket }) => socket.send(Buffer.from('{}'), { binary: true }), 1003],
    ['too much', (live) => Array.from({ length: 30 }, () => live.say({ type: 'ping' })), 1008],
    [
      'a flood of fragments',
      ({ socket }) => {
        for (let i = 0; i < 10_000; i++) socket.send('', { fin: false });
      },
      1008,
    ],
  ])('ends the connection of a reader that sends %s', async (_, flood, code) => {
    const live = await watch();
    flood(live);
    await expect(live.closed()).resolves.toBe(code);
  });
});

it('lets go of a reader that takes nothing, and of nobody else', async () => {
  const [frozen, awake] = [await watch(), await watch(admin)];
  frozen.socket.pause();
  const bulky: LiveEvent = {
    ...{ type: 'breaker', at: 1, providerId: 'x'.repeat(50_000), model: null },
    ...{ from: 'closed', to: 'open', isManual: true },
  };
  const feed = gateway.get(LiveFeed);
  await eventually('the frozen reader is let go', () => {
    feed.publish(bulky);
    return [...gateway.get(LiveSockets)].length === 1;
  });
  await awake.ping();
  expect(awake.closeCode).toBeUndefined();
  frozen.socket.resume();
  await expect(frozen.closed()).resolves.toBeGreaterThan(1_000);
});

describe('who may not listen', () => {
  it.each([
    ['a foreign page', 'https://evil.example'],
    ['a page without an origin', 'null'],
    ['another port of this host', 'http://127.0.0.1:1'],
    ['a program', null],
  ])('%s: 403, and its ticket is not even looked at', async (_, origin) => {
    const ticket = await ticketFor(viewer);
    const protocols = [LIVE_PROTOCOL, `ticket.${ticket}`];
    const headers = { cookie: viewer.cookie };
    expect(statusOf(await dial(gateway.url, { origin, protocols, headers }))).toBe(403);
    const second = await dial(gateway.url, { protocols });
    expect(statusOf(second)).toBe(101);
    if ('socket' in second) second.socket.terminate();
  });

  it.each([
    ['a cookie alone', [LIVE_PROTOCOL]],
    ['no protocol at all', []],
    ['a ticket that never was', [LIVE_PROTOCOL, 'ticket.abc']],
    ['an empty ticket', [LIVE_PROTOCOL, 'ticket.']],
  ])('%s: 401', async (_, protocols) => {
    expect(statusOf(await dial(gateway.url, { protocols, headers: { cookie: viewer.cookie } }))).toBe(401);
  });

  it('a ticket without our protocol: 401', async () => {
    expect(statusOf(await dial(gateway.url, { protocols: [`ticket.${await ticketFor(viewer)}`] }))).toBe(401);
  });

  it('a ticket for the second time: 401', async () => {
    const protocols = [LIVE_PROTOCOL, `ticket.${await ticketFor(viewer)}`];
    const both = await Promise.all([dial(gateway.url, { protocols }), dial(gateway.url, { protocols })]);
    expect(both.map(statusOf).sort()).toEqual([101, 401]);
    for (const dialled of both) if ('socket' in dialled) dialled.socket.terminate();
  });

  it('a ticket whose session has ended meanwhile: 401', async () => {
    const leaver = await loggedIn(gateway, { username: 'leaver' });
    const protocols = [LIVE_PROTOCOL, `ticket.${await ticketFor(leaver)}`];
    await leaver.delete('/api/session');
    expect(statusOf(await dial(gateway.url, { protocols }))).toBe(401);
  });

  it.each(['/', '/api/live/', '/api/live?x=1', '//api/live', '/API/live', '/v1/chat/completions', '/api/live/ticket'])(
    'anybody at %s: 404',
    async (path) => {
      const protocols = [LIVE_PROTOCOL, `ticket.${await ticketFor(viewer)}`];
      expect(statusOf(await dial(gateway.url, { path, protocols }))).toBe(404);
    },
  );

  it('nobody gets a ticket without a login in order', async () => {
    const fresh = await loggedIn(gateway, { username: 'fresh', mustChangePassword: true });
    expect((await fresh.post('/api/live/ticket')).status).toBe(403);
    expect((await gateway.send('/api/live/ticket', {})).status).toBe(401);
  });

  it('one user more than 20 times: 503', async () => {
    const greedy = await loggedIn(gateway, { username: 'greedy' });
    for (let i = 0; i < 20; i++) await watch(greedy);
    const protocols = [LIVE_PROTOCOL, `ticket.${await ticketFor(greedy)}`];
    expect(statusOf(await dial(gateway.url, { protocols }))).toBe(503);
  });

  it('but a client that offers another protocol, as Java does, is served as ever', async () => {
    const text = await new Promise<string>((resolve) => {
      const { hostname, port } = new URL(gateway.url);
      const socket = connect(Number(port), hostname);
      let got = '';
      socket.on('data', (part) => (got += String(part))).on('close', () => resolve(got));
      const upgrade = 'Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAA';
      socket.write(`GET /health/live HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n\r\n`);
      socket.end();
    });
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a connection ends with its session', () => {
  it.each<[string, (leaver: AdminClient) => Promise<unknown>]>([
    ['a log-out', (leaver) => leaver.delete('/api/session')],
    ['a change of the role', async () => changeRole('leaver')],
    [
      'an administrator who ends the sessions',
      async () => {
        const { id } = await gateway.get(UserService).findByName('leaver');
        await gateway.get(UserService).endSessions(SYSTEM_ACTOR, id);
      },
    ],
    [
      'the command line, which works in another process',
      async () => {
        // Nobody in this process is told.
        const forget = jest.spyOn(gateway.get(SessionService), 'forget').mockImplementation(() => undefined);
        const { id } = await gateway.get(UserService).findByName('leaver');
        await gateway.get(UserService).endSessions(SYSTEM_ACTOR, id);
        forget.mockRestore();
      },
    ],
  ])('by %s', async (_, end) => {
    const leaver = await loggedIn(gateway, { username: 'leaver' });
    const [live, other] = [await watch(leaver), await watch(viewer)];
    await end(leaver);
    await expect(live.closed()).resolves.toBe(4401);
    expect(other.closeCode).toBeUndefined();
  });

  async function changeRole(username: string): Promise<void> {
    const users = gateway.get(UserService);
    const { id, role } = await users.findByName(username);
    await users.update(SYSTEM_ACTOR, id, { role: role === 'viewer' ? 'admin' : 'viewer' });
  }

  it('and not with another session of the same user', async () => {
    const [one, two] = [await loggedIn(gateway, { username: 'twice' }), await loggedIn(gateway, { username: 'twice' })];
    const [first, second] = [await watch(one), await watch(two)];
    await two.delete('/api/session');
    await expect(second.closed()).resolves.toBe(4401);
    expect(first.closeCode).toBeUndefined();
  });
});

describe('requests under way', () => {
  it('are listed with their route for everybody who may watch', async () => {
    const { requestId, text } = await endless('openai-auto');
    const { body } = await viewer.get('/api/requests/in-flight');
    expect(body['items']).toEqual([
      expect.objectContaining({ requestId, clientName: 'test', askedModel: 'openai-auto', providerId: 'openai' }),
    ]);
    await admin.post(`/api/requests/${requestId}/cancel`);
    await text;
    expect((await viewer.get('/api/requests/in-flight')).body['items']).toEqual([]);
  });

  it('end on the word of an administrator: client, provider, ledger and audit log say so', async () => {
    const live = await watch();
    const { requestId, text } = await endless();
    await live.seen('first_token', requestId);
    expect((await admin.post(`/api/requests/${requestId}/cancel`)).status).toBe(204);
    const received = readEvents(await text);
    expect(JSON.stringify(received)).toContain('cancelled_by_operator');
    await expect(text).resolves.not.toContain('[DONE]');
    await eventually('the provider sees its reader leave', () =>
      simulator.requests.find(({ closedByClientAt }) => closedByClientAt),
    );
    const row = await gateway.rowOf({ requestId });
    expect(row).toMatchObject({ outcome: 'cancelled', httpStatus: 499, errorCode: 'cancelled_by_operator' });
    expect(row.costNanoUsd).toBeGreaterThan(0);
    await expect(live.seen('request_ended', requestId)).resolves.toMatchObject({ errorCode: 'cancelled_by_operator' });
    const [entry] = await gateway.get(AuditRepository).list({ action: 'request.cancel', entityId: requestId }, 1);
    expect(entry).toMatchObject({ actor: { name: 'admin' }, before: { client: 'test', model: MODEL } });
  });

  it('that answer in one piece get 499, and their prompt is billed', async () => {
    simulator.control('ttfb=20000', { vendor: 'openai', times: 1 });
    const answer = gateway.chat({ model: MODEL });
    const requestId = await eventually('the request under way', async () => {
      const [item] = (await viewer.get('/api/requests/in-flight')).body['items'] as {
        requestId: string;
        attempts: number;
      }[];
      return item?.attempts === 1 && item.requestId;
    });
    await admin.post(`/api/requests/${requestId}/cancel`);
    const { status, body, headers } = await answer;
    expect(status).toBe(499);
    expect(body).toMatchObject({ error: { code: 'cancelled_by_operator', type: 'server_error' } });
    expect(headers.get('x-should-retry')).toBe('false');
    const row = await gateway.rowOf({ requestId });
    expect(row).toMatchObject({ errorCode: 'cancelled_by_operator', outputTokens: 0 });
    expect(row.freshInputTokens).toBeGreaterThan(0);
  });

  it('of the Responses API end with an event that its clients wait for', async () => {
    simulator.control('tps=50;tokens=5000', { vendor: 'openai', times: 1 });
    const response = await gateway.fetch('/v1/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: MODEL, input: 'Go on.', stream: true }),
    });
    const requestId = response.headers.get('x-request-id') ?? '';
    await admin.post(`/api/requests/${requestId}/cancel`);
    const text = await response.text();
    expect(text.trimEnd().split('\n\n').at(-1)).toMatch(/^event: response\.failed\n.*"code":"cancelled_by_operator"/);
    await expect(gateway.rowOf({ requestId })).resolves.toMatchObject({ errorCode: 'cancelled_by_operator' });
  });

  it('are cancelled by nobody else, and not when they have ended', async () => {
    const { requestId, text } = await endless();
    expect((await viewer.post(`/api/requests/${requestId}/cancel`)).status).toBe(403);
    await admin.post(`/api/requests/${requestId}/cancel`);
    await text;
    const late = await admin.post(`/api/requests/${requestId}/cancel`);
    expect(late.status).toBe(404);
    expect(late.body).toMatchObject({ error: { code: 'request_not_in_flight' } });
  });
});

it('says goodbye when the gateway stops', async () => {
  const other = await TestGateway.start({ simulator });
  const live = await LiveClient.open(other.url, await loggedIn(other, { username: 'admin' }));
  await other.stop();
  await expect(live.closed()).resolves.toBe(1001);
});
