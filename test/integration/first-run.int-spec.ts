import { SettingRepository } from '@app/persistence';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { loggedIn, type AdminClient } from '../support/admin-client';
import { expectAdminRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

let simulator: Simulator;
let gateway: TestGateway;
let admin: AdminClient;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(async () => {
  await gateway.stop();
  await simulator.close();
});

async function begin(environment: Record<string, string> = {}, vendors?: []): Promise<void> {
  gateway = await TestGateway.start({ simulator, environment, ...(vendors && { vendors }) });
  admin = await loggedIn(gateway, { username: 'admin' });
}
const done = async (): Promise<unknown[]> => {
  const { body } = await admin.get('/api/first-run');
  const steps = body['steps'] as { id: string; isDone: boolean }[];
  return steps.filter(({ isDone }) => isDone).map(({ id }) => id);
};

it('shows how far the installation has come, with what clients need', async () => {
  await begin();
  expect(await done()).toEqual(['password', 'provider', 'client']);
  const { body } = await admin.get('/api/first-run');
  expect(body).toMatchObject({ dismissedAt: null, version: 0, baseUrl: `${gateway.url}/v1` });
  const answer = await gateway.chat({ model: String(body.model) });
  expect(answer.status).toBe(200);
  const row = await gateway.rowOf({ requestId: answer.headers.get('x-request-id') ?? '' });
  expect(await done()).toEqual(['password', 'provider', 'client', 'request']);
  const steps = (await admin.get('/api/first-run')).body['steps'] as object[];
  expect(steps[3]).toEqual({ id: 'request', isDone: true, doneAt: row.startedAt });
});

it('has no model to show while no provider is ready', async () => {
  await begin({ LLM_PROXY__SERVER__PUBLIC_URL: 'https://llm.example.com' }, []);
  const { body } = await admin.get('/api/first-run');
  expect(body).toMatchObject({ model: null, baseUrl: 'https://llm.example.com/v1' });
  expect(await done()).toEqual(['password', 'client']);
});

it('is put away and brought back for everybody, by the version that was seen', async () => {
  await begin();
  expectAdminRefusal(
    await admin.ask('PATCH', '/api/first-run', { body: { isDismissed: true } }),
    428,
    'precondition_required',
  );
  const away = await admin.patch('/api/first-run', 0, { isDismissed: true });
  expect(away.body).toMatchObject({ dismissedAt: expect.any(Number), version: 1 });
  expect(away.headers.get('etag')).toBe('"1"');
  expectAdminRefusal(await admin.patch('/api/first-run', 0, { isDismissed: false }), 409, 'version_conflict');
  expect((await admin.get('/api/first-run')).body).toMatchObject({ dismissedAt: away.body['dismissedAt'] });
  expect(await gateway.get(SettingRepository).get('first_run')).toMatchObject({ version: 1 });
  expect((await admin.patch('/api/first-run', 1, { isDismissed: false })).body).toMatchObject({ dismissedAt: null });
  expectAdminRefusal(await admin.patch('/api/first-run', 2, { isDismissed: 'yes' }), 400, 'invalid_value');
});
