import { UserService } from '@app/auth';
import { AuditRepository } from '@app/persistence';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { AdminClient, loggedIn } from '../support/admin-client';
import type { Answer } from '../support/answer';
import { expectAdminRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

let simulator: Simulator;
let gateway: TestGateway;
let admin: AdminClient;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  admin = await loggedIn(gateway, { username: 'admin' });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

async function create(username: string, more: object = {}): Promise<{ id: string; oneTimePassword: string }> {
  const { status, body } = await admin.post('/api/users', { username, role: 'viewer', ...more });
  expect(status).toBe(201);
  return { id: String(body.id), oneTimePassword: String(body['oneTimePassword']) };
}
const etagOf = ({ headers }: Answer): string | null => headers.get('etag');

describe('users', () => {
  it('begin with a password that is shown once and has to be changed', async () => {
    const { id, oneTimePassword } = await create('Anna');
    const shown = await admin.get(`/api/users/${id}`);
    expect(shown.body).toEqual({
      ...{ id, username: 'anna', role: 'viewer', isEnabled: true, mustChangePassword: true, version: 1 },
      ...{ passwordChangedAt: expect.any(Number), lastLoginAt: null, createdAt: expect.any(Number) },
    });
    expect(etagOf(shown)).toBe('"1"');
    expect(shown.text).not.toContain(oneTimePassword);
    const anna = new AdminClient(gateway.url);
    expect(await anna.logIn('anna', oneTimePassword)).toMatchObject({ status: 201 });
    expectAdminRefusal(await anna.get('/api/sessions'), 403, 'password_change_required');
    const passwords = { current: oneTimePassword, new: 'now it is my own' };
    expect(await anna.post('/api/session/password', passwords)).toMatchObject({ status: 200 });
    expect(await anna.get('/api/sessions')).toMatchObject({ status: 200 });
    expectAdminRefusal(await anna.get('/api/users'), 403, 'admin_required');
  });

  it('are listed by name, with their logins, and never with a hash', async () => {
    await create('zoe');
    await loggedIn(gateway, { username: 'zoe' });
    const { body, text } = await admin.get('/api/users');
    const items = body['items'] as { username: string; sessions: number }[];
    expect(items.map(({ username }) => username)).toEqual(items.map(({ username }) => username).sort());
    expect(items.find(({ username }) => username === 'zoe')).toMatchObject({ sessions: 1 });
    expect(text).not.toMatch(/argon2|hash/i);
  });

  it('change by the version that was seen', async () => {
    const { id } = await create('ben');
    const path = `/api/users/${id}`;
    expectAdminRefusal(await admin.ask('PATCH', path, { body: { role: 'admin' } }), 428, 'precondition_required');
    const changed = await admin.patch(path, 1, { role: 'admin' });
    expect(changed).toMatchObject({ status: 200, body: { role: 'admin', version: 2 } });
    expect(etagOf(changed)).toBe('"2"');
    expectAdminRefusal(await admin.patch(path, 1, { role: 'viewer' }), 409, 'version_conflict');
    expectAdminRefusal(await admin.delete(path, { version: 1 }), 409, 'version_conflict');
    const reset = await admin.post(`${path}/password`, {}, { version: 2 });
    expect(reset).toMatchObject({ status: 200, body: { version: 3, oneTimePassword: expect.any(String) } });
    expect(await admin.delete(path, { version: 3 })).toMatchObject({ status: 204 });
    expectAdminRefusal(await admin.get(path), 404, 'user_not_found');
  });

  it.each(['2', 'W/"2"', '*', '"x"', '""', '"1", "2"', '"-1"', '"1e3"'])(
    'do not take %s for a version',
    async (etag) => {
      const { id } = await gateway.get(UserService).findByName('admin');
      const answer = await admin.ask('PATCH', `/api/users/${id}`, { body: {}, headers: { 'if-match': etag } });
      expectAdminRefusal(answer, 400, 'invalid_request');
    },
  );

  it('of two changes at once one wins', async () => {
    const { id } = await create('contested');
    const changes = Array.from({ length: 10 }, (_, index) =>
      admin.patch(`/api/users/${id}`, 1, { role: index % 2 === 0 ? 'admin' : 'viewer', isEnabled: false }),
    );
    const statuses = (await Promise.all(changes)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  it('keep an administrator', async () => {
    const { id, version } = await gateway.get(UserService).findByName('admin');
    const others = (await gateway.get(UserService).list()).filter(
      ({ role, id: other }) => role === 'admin' && other !== id,
    );
    for (const other of others) await admin.delete(`/api/users/${other.id}`, { version: other.version });
    const path = `/api/users/${id}`;
    expectAdminRefusal(await admin.patch(path, version, { role: 'viewer' }), 409, 'last_admin');
    expectAdminRefusal(await admin.patch(path, version, { isEnabled: false }), 409, 'last_admin');
    expectAdminRefusal(await admin.delete(path, { version }), 409, 'last_admin');
  });

  it('are logged out by administrators', async () => {
    const { id } = await create('carl');
    const carl = await loggedIn(gateway, { username: 'carl' });
    expect(await admin.delete(`/api/users/${id}/sessions`)).toMatchObject({ status: 204 });
    expectAdminRefusal(await carl.get('/api/session'), 401, 'login_required');
  });
});

describe('what nobody may set', () => {
  it.each([
    ['id', 'another'],
    ['isEnabled', false],
    ['mustChangePassword', false],
    ['sessionVersion', 9],
    ['passwordHash', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$dGFn'],
    ['version', 99],
    ['createdAt', 0],
  ])('%s of a new user', async (field, value) => {
    const answer = await admin.post('/api/users', { username: 'eve', role: 'viewer', [field]: value });
    expect(answer.status).toBe(400);
    expect(answer.body.error?.param).toBe(field);
  });

  it.each(['username', 'passwordHash', 'sessionVersion', 'mustChangePassword', 'lastLoginAt', 'id', 'version'])(
    '%s of a user there is',
    async (field) => {
      const { id, version } = await gateway.get(UserService).findByName('admin');
      const answer = await admin.patch(`/api/users/${id}`, version, { isEnabled: true, [field]: 'x' });
      expectAdminRefusal(answer, 400, 'invalid_value');
      expect(answer.body.error?.param).toBe(field);
    },
  );

  it.each([
    ['role', 'root'],
    ['role', { toString: 'admin' }],
    ['role', ['admin']],
    ['username', { $gt: '' }],
    ['username', 5],
    ['password', {}],
    ['password', ['a password that is long']],
  ])('%s as %j', async (field, value) => {
    const answer = await admin.post('/api/users', { username: 'eve', role: 'viewer', [field]: value });
    expect(answer).toMatchObject({ status: 400, body: { error: { param: field } } });
  });

  it.each(['"__proto__":{"role":"admin"}', '"constructor":{"prototype":{"role":"admin"}}'])(
    'anything through a prototype: %s',
    async (field) => {
      const response = await fetch(`${gateway.url}/api/users`, {
        method: 'POST',
        headers: { cookie: admin.cookie, 'content-type': 'application/json' },
        body: `{"username":"proto",${field},"role":"viewer"}`,
      });
      expect([201, 400, 409]).toContain(response.status);
      expect(({} as { role?: string }).role).toBeUndefined();
      const found = (await gateway.get(UserService).list()).find(({ username }) => username === 'proto');
      expect(found?.role ?? 'viewer').toBe('viewer');
    },
  );

  it.each([
    ['no JSON', '{"username":', 'invalid_json'],
    ['a list', '[]', 'invalid_json'],
    ['too deep', `{"username":${'['.repeat(200)}${']'.repeat(200)}}`, 'json_too_deep'],
    ['nothing', '', 'missing_required_parameter'],
  ])('a user with %s', async (_, body, code) => {
    const response = await fetch(`${gateway.url}/api/users`, {
      method: 'POST',
      headers: { cookie: admin.cookie, 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  it('a body of more than ten megabytes', async () => {
    const answer = await admin.post('/api/users', { username: 'x'.repeat(10 * 1024 * 1024), role: 'viewer' });
    expectAdminRefusal(answer, 413, 'request_too_large');
    expect(answer.body.error?.message).not.toContain('MAX_BODY_BYTES');
  });
});

describe('ids', () => {
  const ids = [
    'nobody',
    "' OR '1'='1",
    '%00',
    '..%2f..',
    '1;DROP TABLE users',
    '019ab1c2-7d00-7000-8000-0123456789ab',
    '%',
  ];

  it.each(ids.flatMap((id) => ['GET', 'PATCH', 'DELETE'].map((method) => [method, id] as const)))(
    '%s of %j finds nobody',
    async (method, id) => {
      const answer = await admin.ask(method, `/api/users/${id}`, {
        version: 1,
        ...(method === 'PATCH' && { body: {} }),
      });
      expect([400, 404]).toContain(answer.status);
      await expect(gateway.get(UserService).findByName('admin')).resolves.toBeDefined();
    },
  );

  it('of others open nothing to a viewer', async () => {
    const viewer = await loggedIn(gateway, { username: 'mia' });
    const { id, version } = await gateway.get(UserService).findByName('admin');
    const { body } = await viewer.get('/api/session');
    for (const user of [id, String(body['userId'])]) {
      expectAdminRefusal(await viewer.get(`/api/users/${user}`), 403, 'admin_required');
      expectAdminRefusal(await viewer.patch(`/api/users/${user}`, version, { role: 'admin' }), 403, 'admin_required');
      expectAdminRefusal(await viewer.post(`/api/users/${user}/password`, {}, { version }), 403, 'admin_required');
    }
  });
});

it('every change is in the audit log, without secrets', async () => {
  const { id, oneTimePassword } = await create('dora', { password: 'a password for dora' });
  await admin.patch(`/api/users/${id}`, 1, { isEnabled: false });
  const entries = await gateway.get(AuditRepository).list({ entity: 'user', entityId: id }, 10);
  expect(entries).toMatchObject([
    { action: 'user.update', before: { isEnabled: true }, after: { isEnabled: false }, actor: { name: 'admin' } },
    { action: 'user.create', before: null, after: { username: 'dora' }, actor: { address: '127.0.0.1' } },
  ]);
  expect(oneTimePassword).toBe('null');
  expect(JSON.stringify(entries)).not.toMatch(/argon2|a password for dora/);
  await expect(gateway.get(AuditRepository).check()).resolves.toMatchObject({ brokenAt: null });
});
