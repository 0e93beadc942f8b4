import { LiveSettings } from '@app/config';
import { AuditRepository, ControlChanges } from '@app/persistence';
import { PinoLogger } from 'nestjs-pino';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { TESTER } from '../../libs/common/src/testing/actors';
import { ADMIN_PASSWORD, loggedIn, type AdminClient } from '../support/admin-client';
import { eventually } from '../support/eventually';
import { expectAdminRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

let simulator: Simulator;
let gateway: TestGateway;
let admin: AdminClient;

beforeEach(async () => {
  simulator = await startSimulator();
  // An empty variable says nothing.
  gateway = await TestGateway.start({
    simulator,
    environment: { LLM_PROXY__LOG__LEVEL: '', LLM_PROXY__CAPTURE__BODIES: 'false' },
  });
  admin = await loggedIn(gateway, { username: 'admin' });
});
afterEach(async () => {
  await gateway.stop();
  await simulator.close();
});

const settings = async (): Promise<Record<string, unknown>> => {
  const { body } = await admin.get('/api/settings');
  return body['settings'] as Record<string, unknown>;
};

it('are shown with where they come from, and without a secret', async () => {
  const { body, text, headers } = await admin.get('/api/settings');
  const rows = new Map((body['variables'] as { name: string }[]).map((row) => [row.name, row]));
  expect(rows.get('LLM_PROXY__CAPTURE__BODIES')).toMatchObject({ source: 'environment', needsRestart: true });
  expect(rows.get('LLM_PROXY__REPORTING__ZONE')).toMatchObject({ source: 'default', needsRestart: false });
  expect(rows.get('LLM_PROXY__SERVER__DRAIN_MS')).toMatchObject({ value: '30000', needsRestart: true, field: null });
  expect(rows.get('LLM_PROXY__ADMIN_PASSWORD')).toMatchObject({ value: null, isSecret: true, isSet: true });
  expect(rows.get('OPENAI_API_KEY')).toMatchObject({ value: null, isSecret: true, isSet: true });
  expect(text).not.toContain(ADMIN_PASSWORD);
  expect(text).not.toContain('sim-key');
  expect(headers.get('etag')).toBe('"0"');
  expect(body['installation']).toEqual({
    ...{ version: expect.stringMatching(/^\d+\.\d+\.\d+/) as unknown, node: process.version, database: 'sqlite' },
    build: (body['installation'] as { build: unknown }).build,
    ...{ health: 'ready', hasDefaultLogin: false, isPlainHttp: true },
  });
});

it('change at once, one by one, and go back to the default', async () => {
  const changed = await admin.patch('/api/settings', 0, { reportingZone: 'Asia/Tokyo', logLevel: 'silent' });
  expect(changed).toMatchObject({ status: 200, body: { version: 1, settings: { reportingZone: 'Asia/Tokyo' } } });
  expect(PinoLogger.root.level).toBe('silent');
  const summary = await admin.get('/api/usage/series?from=1795348800000&to=1795435200000&step=day');
  expect(summary.body['bucketZone']).toBe('Asia/Tokyo');
  await admin.patch('/api/settings', 1, { reportingZone: null });
  expect(await settings()).toMatchObject({ reportingZone: 'UTC', logLevel: 'silent' });
  const entries = await gateway.get(AuditRepository).list({ entity: 'setting' }, 10);
  expect(entries).toMatchObject([
    { before: { reportingZone: 'Asia/Tokyo', logLevel: 'silent' }, after: { logLevel: 'silent' } },
    { actor: { name: 'admin' }, before: {}, after: { reportingZone: 'Asia/Tokyo', logLevel: 'silent' } },
  ]);
});

it('are not changed where a variable says them, and the answer names it', async () => {
  const answer = await admin.patch('/api/settings', 0, { captureBodies: true });
  const error = expectAdminRefusal(answer, 409, 'setting_from_environment');
  expect(error.message).toContain('LLM_PROXY__CAPTURE__BODIES');
  expect(error.param).toBe('captureBodies');
});

it.each([
  ['no zone', { reportingZone: 'Mars/Base' }],
  ['no level', { logLevel: 'loud' }],
  ['too many days', { captureRetentionDays: 91 }],
  ['a text for a yes', { viewersReadBodies: 'true' }],
  ['what needs a restart', { host: '127.0.0.1' }],
])('refuse %s', async (_, body) => {
  expectAdminRefusal(await admin.patch('/api/settings', 0, body), 400, 'invalid_value');
  expect((await admin.get('/api/settings')).body['version']).toBe(0);
});

it('want to know which version was seen', async () => {
  expectAdminRefusal(await admin.ask('PATCH', '/api/settings', { body: {} }), 428, 'precondition_required');
  await admin.patch('/api/settings', 0, { playgroundAccess: 'off' });
  expectAdminRefusal(await admin.patch('/api/settings', 0, { playgroundAccess: 'viewer' }), 409, 'version_conflict');
  expect(await settings()).toMatchObject({ playgroundAccess: 'off' });
});

it('follow what another process has changed', async () => {
  await gateway.get(ControlChanges).make(TESTER, async (transaction) => {
    const value = JSON.stringify({ version: 4, values: { viewersReadBodies: true } });
    await transaction.query(`INSERT INTO settings VALUES ('settings', '${value}', 1)`);
    const entry = {
      action: 'setting.update',
      entity: 'setting' as const,
      entityId: 'settings',
      entityName: 'settings',
    };
    return { result: undefined, audit: [{ ...entry, before: null, after: {} }] };
  });
  await eventually('the setting', () => gateway.get(LiveSettings).current().viewersReadBodies);
  expect(await settings()).toMatchObject({ viewersReadBodies: true });
});
