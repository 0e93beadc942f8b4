import { DefaultAdminService } from '@app/auth';
import { commandLineActor } from '@app/common';
import { AuditRepository } from '@app/persistence';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { addressOf, ROUTES } from '../support/access-matrix';
import { AdminClient } from '../support/admin-client';
import { rawRequest } from '../support/raw-request';
import { expectAdminRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const DEFAULT = 'admin123';
const NEXT = 'a passphrase of my own';
/** The loopback address plays a reverse proxy. */
const PROXIED = { LLM_PROXY__SERVER__TRUSTED_PROXIES: '127.0.0.1/32' };

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(async () => {
  await simulator.close();
});
afterEach(async () => {
  await gateway.stop();
});

async function install(environment: Record<string, string> = {}): Promise<AdminClient> {
  gateway = await TestGateway.start({ simulator, environment: { LLM_PROXY__ADMIN_PASSWORD: '', ...environment } });
  return new AdminClient(gateway.url);
}

describe('a new installation', () => {
  it('lets the default login change its password, then do everything', async () => {
    const admin = await install();
    expect(await admin.logIn('admin', DEFAULT)).toMatchObject({
      status: 201,
      body: { username: 'admin', role: 'admin', mustChangePassword: true },
    });
    expect(await admin.get('/api/session')).toMatchObject({ status: 200, body: { mustChangePassword: true } });
    for (const route of ROUTES.filter(({ rule }) => rule === 'viewer' || rule === 'admin'))
      expectAdminRefusal(
        await admin.ask(route.method === 'ALL' ? 'GET' : route.method, addressOf(route)),
        ...([403, 'password_change_required'] as const),
      );
    const before = admin.cookie;
    const changed = await admin.post('/api/session/password', { current: DEFAULT, new: NEXT });
    expect(changed).toMatchObject({ status: 200, body: { mustChangePassword: false } });
    expect(admin.cookie).not.toBe(before);
    expect(await admin.get('/api/users')).toMatchObject({ status: 200 });
    expectAdminRefusal(await new AdminClient(gateway.url).logIn('admin', DEFAULT), 401, 'invalid_login');
    expect(await new AdminClient(gateway.url).logIn('admin', NEXT)).toMatchObject({ status: 201 });
  });

  it('shuts /v1 all the while', async () => {
    const admin = await install();
    await admin.logIn('admin', DEFAULT);
    const answer = await admin.get('/v1/models');
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'invalid_api_key' } } });
  });

  it('takes a first password from the environment, which need not be changed', async () => {
    const admin = await install({ LLM_PROXY__ADMIN_PASSWORD: NEXT });
    expectAdminRefusal(await admin.logIn('admin', DEFAULT), 401, 'invalid_login');
    expect(await admin.logIn('admin', NEXT)).toMatchObject({ status: 201, body: { mustChangePassword: false } });
    expect(await admin.get('/api/users')).toMatchObject({ status: 200 });
  });

  it.each(['short', 'admin123', 'adminadminadmin'])('does not start with %j as first password', async (password) => {
    await expect(install({ LLM_PROXY__ADMIN_PASSWORD: password })).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringMatching(/LLM_PROXY__ADMIN_PASSWORD will not do: A password/),
    });
    await install();
  });
});

describe('the default login from elsewhere', () => {
  const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

  it.each(['203.0.113.5', '2001:db8::5', '100.64.0.1', '127.0.0.1, 203.0.113.5'])(
    'is refused to %s behind a trusted proxy, with the command',
    async (address) => {
      const admin = new AdminClient((await install(PROXIED)).url, '', from(address));
      const { message } = expectAdminRefusal(
        await admin.logIn('admin', DEFAULT),
        ...([403, 'default_password_from_public_address'] as const),
      );
      expect(message).toMatch(/LLM_PROXY__ADMIN_PASSWORD/);
      expect(message).toMatch(/gophergate reset-admin/);
      expectAdminRefusal(await admin.get('/api/session'), 401, 'login_required');
    },
  );

  it.each(['192.168.1.20', '10.1.2.3', 'fd00::1', '203.0.113.5, 192.168.1.20'])(
    'works for %s behind a trusted proxy',
    async (address) => {
      const admin = new AdminClient((await install(PROXIED)).url, '', from(address));
      expect(await admin.logIn('admin', DEFAULT)).toMatchObject({ status: 201 });
    },
  );

  it.each([from('192.168.1.20'), { forwarded: 'for=192.168.1.20' }, { 'x-real-ip': '127.0.0.1' }])(
    'is refused behind a proxy that nobody has named: %j',
    async (headers) => {
      const admin = new AdminClient((await install()).url, '', headers);
      expectAdminRefusal(await admin.logIn('admin', DEFAULT), 403, 'default_password_from_public_address');
    },
  );

  it('is refused to a page whose name was made to lead here', async () => {
    const { url } = await install();
    const headers = { host: 'evil.example', origin: 'http://evil.example', 'content-type': 'application/json' };
    const answer = await rawRequest({
      ...{ url: `${url}/api/session`, headers },
      send: (outgoing) => outgoing.end(JSON.stringify({ username: 'admin', password: DEFAULT })),
    });
    expectAdminRefusal(answer, 403, 'default_password_from_public_address');
  });

  it('works from afar once it is another password', async () => {
    const nearby = await install(PROXIED);
    await nearby.logIn('admin', DEFAULT);
    await nearby.post('/api/session/password', { current: DEFAULT, new: NEXT });
    const admin = new AdminClient(gateway.url, '', from('203.0.113.5'));
    expect(await admin.logIn('admin', NEXT)).toMatchObject({ status: 201 });
  });
});

it('fifty changes at once: one wins, with the session that goes on', async () => {
  const admin = await install();
  await admin.logIn('admin', DEFAULT);
  const clients = Array.from({ length: 50 }, () => new AdminClient(gateway.url, admin.cookie.split('=')[1]));
  const answers = await Promise.all(
    clients.map((client, index) =>
      client.post('/api/session/password', { current: DEFAULT, new: `${NEXT} number ${index}` }),
    ),
  );
  const winners = answers.flatMap(({ status }, index) => (status === 200 ? [index] : []));
  expect(winners).toHaveLength(1);
  const codes = new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.error?.code));
  for (const code of codes) expect(['version_conflict', 'wrong_password', 'login_required']).toContain(code);
  const [winner = 0] = winners;
  expect(await clients[winner]?.get('/api/users')).toMatchObject({ status: 200 });
  expectAdminRefusal(await admin.get('/api/session'), 401, 'login_required');
  expect(await new AdminClient(gateway.url).logIn('admin', `${NEXT} number ${winner}`)).toMatchObject({ status: 201 });
});

it('reset-admin ends all sessions and brings the default login back', async () => {
  const admin = await install({ LLM_PROXY__ADMIN_PASSWORD: NEXT });
  await admin.logIn('admin', NEXT);
  const other = new AdminClient(gateway.url);
  await other.logIn('admin', NEXT);
  await gateway.get(DefaultAdminService).reset(commandLineActor('root'));
  for (const client of [admin, other]) expectAdminRefusal(await client.get('/api/session'), 401, 'login_required');
  expectAdminRefusal(await admin.logIn('admin', NEXT), 401, 'invalid_login');
  expect(await admin.logIn('admin', DEFAULT)).toMatchObject({ status: 201, body: { mustChangePassword: true } });
  const actions = (await gateway.get(AuditRepository).list({}, 10)).map(({ action }) => action);
  expect(actions.slice(0, 3)).toEqual(['session.login', 'session.login_failed', 'user.reset_admin']);
});
