import { AuditRepository } from '@app/persistence';
import { BodyCapture } from '@app/telemetry';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { loggedIn, type AdminClient } from '../support/admin-client';
import { expectAdminRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const messages = [{ role: 'user' as const, content: 'a canary of a prompt' }];

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

async function set(change: object): Promise<void> {
  const { body } = await admin.get('/api/settings');
  expect(await admin.patch('/api/settings', Number(body['version']), change)).toMatchObject({ status: 200 });
}
async function ask(): Promise<string> {
  const { requestId } = await gateway.rowOf(await gateway.chat({ model: 'gpt-4o-mini', messages }));
  await gateway.get(BodyCapture).flush();
  return `/api/requests/${requestId}/bodies`;
}

it('bodies are there from the moment capture is switched on, until it is switched off', async () => {
  const before = await ask();
  await set({ captureBodies: true });
  const during = await ask();
  await set({ captureBodies: false });
  const after = await ask();
  for (const path of [before, after]) expectAdminRefusal(await admin.get(path), 404, 'bodies_not_captured');
  const { status, body } = await admin.get(during);
  expect(status).toBe(200);
  expect(body).toMatchObject({ isCut: false, request: expect.stringContaining('canary'), answer: expect.any(String) });
  const entries = await gateway.get(AuditRepository).list({ action: 'request.read_bodies' }, 10);
  expect(entries).toMatchObject([{ actor: { name: 'admin' }, entityId: body['requestId'] }]);
  expect(JSON.stringify(entries)).not.toContain('canary');
});

it('a viewer reads them only where the settings say so, and by name', async () => {
  await set({ captureBodies: true });
  const path = await ask();
  expectAdminRefusal(await viewer.get(path), 403, 'admin_required');
  await set({ viewersReadBodies: true });
  expect(await viewer.get(path)).toMatchObject({ status: 200 });
  const [entry] = await gateway.get(AuditRepository).list({ action: 'request.read_bodies' }, 1);
  expect(entry).toMatchObject({ actor: { name: 'vera', role: 'viewer' } });
  await set({ viewersReadBodies: null });
  expectAdminRefusal(await viewer.get(path), 403, 'admin_required');
});

it('an unknown request has none', async () => {
  expectAdminRefusal(await admin.get('/api/requests/nothing/bodies'), 404, 'request_not_found');
});
