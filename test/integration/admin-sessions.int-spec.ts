import { ClientService, UserService } from '@app/auth';
import { SYSTEM_ACTOR } from '@app/common';
import { AuditRepository, Database, SessionRepository, UserRepository } from '@app/persistence';
import { writeControl } from '../../libs/persistence/src/testing/write-control';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { AdminClient, loggedIn } from '../support/admin-client';
import { eventually } from '../support/eventually';
import { expectAdminRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const PROXIED = { LLM_PROXY__SERVER__TRUSTED_PROXIES: '127.0.0.1' };
const TWELVE_HOURS = 12 * 60 * 60;

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator, environment: PROXIED });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

const browser = (headers: Record<string, string> = {}): AdminClient => new AdminClient(gateway.url, '', headers);

describe('the cookie', () => {
  const attributesOf = async (more: object, headers: Record<string, string> = {}): Promise<string[]> => {
    const answer = await browser(headers).logIn('admin', undefined, more);
    expect(answer.status).toBe(201);
    expect(answer.text).not.toContain('v1.');
    const [, ...attributes] = (answer.headers.get('set-cookie') ?? '').split('; ');
    return attributes.filter((attribute) => !attribute.startsWith('Expires='));
  };

  it('goes to /api alone, and to no script', async () => {
    await expect(attributesOf({})).resolves.toEqual(['Path=/api', 'HttpOnly', 'SameSite=Strict']);
  });

  it('outlives the browser when that is asked for, not the session', async () => {
    await expect(attributesOf({ remember: true })).resolves.toEqual([
      ...[`Max-Age=${TWELVE_HOURS}`, 'Path=/api', 'HttpOnly', 'SameSite=Strict'],
    ]);
  });

  it('is Secure behind a trusted proxy with https, which also says so to the browser', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'https' };
    await expect(attributesOf({}, headers)).resolves.toEqual(['Path=/api', 'HttpOnly', 'Secure', 'SameSite=Strict']);
    const answer = await browser(headers).get('/api/session');
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=15552000');
  });

  it('works on plain http from an address in the LAN', async () => {
    const lan = browser({ 'x-forwarded-for': '192.168.1.20', 'x-forwarded-proto': 'http' });
    expect(await lan.logIn()).toMatchObject({ status: 201 });
    expect(await lan.get('/api/session')).toMatchObject({ status: 200, body: { username: 'admin' } });
    const { body } = await lan.get('/api/sessions');
    expect(body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ address: '192.168.1.20' })]),
    });
  });

  it('is taken back at the logout', async () => {
    const admin = await loggedIn(gateway, { username: 'admin' });
    const answer = await admin.delete('/api/session');
    expect(answer.headers.get('set-cookie')).toMatch(/^gophergate_session=; Path=\/api; Expires=Thu, 01 Jan 1970/);
  });
});

describe('a token', () => {
  it('is refused once any byte of it is another', async () => {
    const { cookie } = await loggedIn(gateway, { username: 'admin' });
    const [name = '', token = ''] = cookie.split('=');
    const flipped = Array.from(token, (character, at) => {
      const other = character === 'A' ? 'B' : 'A';
      return `${name}=${token.slice(0, at)}${other}${token.slice(at + 1)}`;
    });
    const answers = await Promise.all(
      flipped.map((other) =>
        browser({ cookie: other })
          .get('/api/session')
          .then(({ status }) => status),
      ),
    );
    expect(new Set(answers)).toEqual(new Set([401]));
    expect(await browser({ cookie }).get('/api/session')).toMatchObject({ status: 200 });
  });

  it('is worth nothing after the logout', async () => {
    const admin = await loggedIn(gateway, { username: 'admin' });
    const { cookie } = admin;
    expect(await admin.delete('/api/session')).toMatchObject({ status: 204, text: '' });
    expectAdminRefusal(await browser({ cookie }).get('/api/session'), 401, 'login_required');
    expectAdminRefusal(await browser({ cookie }).delete('/api/session'), 401, 'login_required');
  });

  it('opens nothing as a key', async () => {
    const { cookie } = await loggedIn(gateway, { username: 'admin' });
    const [, token = ''] = cookie.split('=');
    const ways: Record<string, string>[] = [{ authorization: `Bearer ${token}` }, { 'x-api-key': token }, { cookie }];
    for (const headers of ways) expect(await browser(headers).get('/v1/models')).toMatchObject({ status: 401 });
  });
});

describe('a session ends', () => {
  it.each([
    ['with another role', (id: string) => gateway.get(UserService).update(SYSTEM_ACTOR, id, { role: 'admin' })],
    [
      'when its user is disabled',
      (id: string) => gateway.get(UserService).update(SYSTEM_ACTOR, id, { isEnabled: false }),
    ],
    ['when its user is removed', (id: string) => gateway.get(UserService).remove(SYSTEM_ACTOR, id)],
    ['with a new password', (id: string) => gateway.get(UserService).resetPassword(SYSTEM_ACTOR, id, undefined)],
  ] as const)('at once %s', async (reason, happens) => {
    const username = reason.replaceAll(' ', '-');
    const viewer = await loggedIn(gateway, { username });
    expect(await viewer.get('/api/sessions')).toMatchObject({ status: 200 });
    await happens((await gateway.get(UserService).findByName(username)).id);
    expectAdminRefusal(await viewer.get('/api/sessions'), 401, 'login_required');
  });

  it('by itself when another process ended it', async () => {
    const viewer = await loggedIn(gateway, { username: 'ended-elsewhere' });
    const { body } = await viewer.get('/api/session');
    // Past the cache of this process.
    await writeControl(gateway.get(Database), (transaction) =>
      gateway.get(SessionRepository).removeOf(String(body['userId']), transaction),
    );
    await eventually('the end of the session', async () => (await viewer.get('/api/session')).status === 401);
  });
});

describe('own sessions', () => {
  it('are listed, and ended one by one or all others', async () => {
    const [here, there, elsewhere] = [
      await loggedIn(gateway, { username: 'mia' }),
      await loggedIn(gateway, { username: 'mia' }),
      await loggedIn(gateway, { username: 'mia' }),
    ];
    const list = await here.get('/api/sessions');
    expect(list.body).toMatchObject({ items: [{}, {}, {}] });
    expect(list.text).not.toContain('v1.');
    const { body } = await there.get('/api/session');
    expect(await here.delete(`/api/sessions/${String(body.id)}`)).toMatchObject({ status: 204 });
    expect(await there.get('/api/session')).toMatchObject({ status: 401 });
    expect(await here.delete('/api/sessions/others')).toMatchObject({ status: 200, body: { ended: 1 } });
    expect(await elsewhere.get('/api/session')).toMatchObject({ status: 401 });
    expect(await here.get('/api/session')).toMatchObject({ status: 200 });
  });

  it('are nobody else’s, not even an administrator’s', async () => {
    const mia = await loggedIn(gateway, { username: 'mia' });
    const { body } = await mia.get('/api/session');
    const admin = await loggedIn(gateway, { username: 'admin' });
    expectAdminRefusal(await admin.delete(`/api/sessions/${String(body.id)}`), 404, 'session_not_found');
    expect(await mia.get('/api/session')).toMatchObject({ status: 200 });
  });
});

describe('changes asked for by other sites', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  ];

  it.each(foreign)('are refused: %j', async (headers) => {
    const admin = await loggedIn(gateway, { username: 'admin' });
    const asked = [
      admin.delete('/api/session', { headers }),
      admin.post('/api/users', { username: 'eve', role: 'admin' }, { headers }),
      admin.post('/api/session', { username: 'admin', password: 'x' }, { headers }),
      admin.post('/api/nothing', {}, { headers }),
    ];
    for (const answer of await Promise.all(asked)) expectAdminRefusal(answer, 403, 'cross_site_request');
    expect(await admin.get('/api/session', { headers })).toMatchObject({ status: 200 });
  });

  it('are taken from our own pages', async () => {
    const admin = await loggedIn(gateway, { username: 'admin' });
    const own = { origin: gateway.url, 'sec-fetch-site': 'same-origin' };
    expect(await admin.delete('/api/sessions/others', { headers: own })).toMatchObject({ status: 200 });
    const proxied = {
      ...{ origin: 'https://gateway.example', 'sec-fetch-site': 'same-origin' },
      ...{ 'x-forwarded-host': 'gateway.example', 'x-forwarded-proto': 'https' },
    };
    expect(await admin.delete('/api/sessions/others', { headers: proxied })).toMatchObject({ status: 200 });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'cannot come as a form: %s',
    async (type) => {
      const { cookie } = await loggedIn(gateway, { username: 'admin' });
      const response = await fetch(`${gateway.url}/api/users`, {
        method: 'POST',
        headers: { cookie, 'content-type': type },
        body: '{"username":"eve","role":"admin"}',
      });
      expect(response.status).toBe(415);
      await expect(gateway.get(UserRepository).findByUsername('eve')).resolves.toBeNull();
    },
  );
});

describe('logins', () => {
  it('are slowed down by account and by address, in the same words for nobody', async () => {
    const guess = (username: string, from: number) =>
      browser({ 'x-forwarded-for': `198.51.100.${from}` }).logIn(username, 'wrong');
    for (const username of ['slow-mia', 'nobody-at-all']) {
      const answers = [];
      for (let time = 0; time < 6; time += 1) answers.push(await guess(username, time));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
      expect(answers.at(-1)?.headers.get('retry-after')).toBe('1');
      const { message } = expectAdminRefusal(answers[0] ?? fail(), 401, 'invalid_login');
      expect(message).toBe('The username or the password is wrong.');
    }
    const statuses = [];
    for (let time = 0; time < 21; time += 1) statuses.push((await guess(`someone-${time}`, 200)).status);
    expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
  });

  it.each([
    ['no username', { password: 'x' }, 'username'],
    ['an object for a name', { username: { $ne: null }, password: 'x' }, 'username'],
    ['a list for a password', { username: 'admin', password: ['x'] }, 'password'],
    ['a field of no meaning', { username: 'admin', password: 'x', role: 'admin' }, 'role'],
    ['a text for a boolean', { username: 'admin', password: 'x', remember: 'yes' }, 'remember'],
    ['a very long password', { username: 'admin', password: 'x'.repeat(1_001) }, 'password'],
  ])('with %s are refused as such', async (_, body, param) => {
    const answer = await browser().post('/api/session', body);
    expect(answer).toMatchObject({ status: 400, body: { error: { param } } });
  });

  it('are on record, with the address behind the proxy', async () => {
    const admin = browser({ 'x-forwarded-for': '203.0.113.77' });
    await admin.logIn();
    await admin.delete('/api/session');
    const entries = await gateway.get(AuditRepository).list({ actorName: 'admin' }, 2);
    expect(entries).toMatchObject([
      { action: 'session.logout', actor: { address: '203.0.113.77', role: 'admin', requestId: expect.any(String) } },
      { action: 'session.login', actor: { address: '203.0.113.77' } },
    ]);
  });

  it('keep their words when the database is away, and keys keep theirs', async () => {
    const admin = await loggedIn(gateway, { username: 'admin' });
    const { key } = await gateway.get(ClientService).create(SYSTEM_ACTOR, { name: 'another' });
    await gateway.get(Database).control.close();
    expectAdminRefusal(await admin.get('/api/session'), 503, 'auth_unavailable');
    const keyed = await browser({ authorization: `Bearer ${key}` }).get('/v1/models');
    expect(keyed).toMatchObject({ status: 503 });
  });
});

function fail(): never {
  throw new Error('There is no answer.');
}
