import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditRepository } from '@app/persistence';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { loggedIn, type AdminClient } from '../support/admin-client';
import { expectAdminRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const messages = [{ role: 'user' as const, content: 'hello' }];

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

describe('what if', () => {
  const range = { from: Date.now() - 3_600_000, to: Date.now() + 3_600_000 };
  const ask = (question: object) => admin.post('/api/usage/what-if', { ...range, ...question });

  it('prices stored requests by the same arithmetic as the ledger, and asks nobody', async () => {
    const rows = [];
    for (const model of ['gpt-4o', 'gpt-4o-mini'])
      rows.push(await gateway.rowOf(await gateway.chat({ model, messages })));
    simulator.clear();
    const [dear, cheap] = rows.map(({ costNanoUsd }) => costNanoUsd ?? 0);
    const question = { providerId: 'openai', model: 'gpt-4o', otherModel: 'openai/gpt-4o' };
    expect((await ask(question)).body).toMatchObject({ actualNanoUsd: dear, whatIfNanoUsd: dear, requests: 1 });
    const { status, body } = await ask({ otherModel: 'gpt-4o-mini' });
    expect(status).toBe(200);
    // Both requests used the same tokens.
    expect(body).toMatchObject({
      requests: 2,
      actualNanoUsd: (dear ?? 0) + (cheap ?? 0),
      whatIfNanoUsd: 2 * (cheap ?? 0),
    });
    expect(simulator.requests).toEqual([]);
  });

  it.each([
    ['a filter of the wrong type', { otherModel: 'gpt-4o', isStream: 'yes' }, 'isStream'],
    ['an object for a name', { otherModel: { $ne: '' } }, 'otherModel'],
    [
      'a field of a price that there is none of',
      { price: { subjectKind: 'model', subject: 'x', price: {}, a: 1 } },
      'price.a',
    ],
    ['null for a filter', { otherModel: 'gpt-4o', clientId: null }, 'clientId'],
  ])('refuses %s', async (_, question, param) => {
    expect(expectAdminRefusal(await ask(question), 400, 'invalid_value').param).toBe(param);
  });
});

it('the failure of a provider takes along the groups that lead to nobody else', async () => {
  const draft = { strategy: 'fallback', isEnabled: true };
  await admin.post('/api/groups', { ...draft, name: 'only-openai', targets: ['gpt-4o', 'gpt-4o-mini'] });
  await admin.post('/api/groups', { ...draft, name: 'two-vendors', targets: ['gpt-4o', 'grok-4.3'] });
  const dependents = async (): Promise<unknown> => (await admin.get('/api/providers/openai/impact')).body['dependents'];
  expect(await dependents()).toContain('only-openai');
  expect(await dependents()).not.toContain('two-vendors');
  await admin.ask('PUT', '/api/providers/openai/breaker', { body: { state: 'open' } });
  expect(await dependents()).toContain('only-openai');
  await admin.ask('PUT', '/api/providers/openai/breaker', { body: { state: 'closed' } });
});

it('a key that somebody pastes is looked up and left nowhere', async () => {
  const { client, key } = await gateway.createClient('leaky');
  const found = await admin.post('/api/clients/identify', { key });
  expect(found.body).toMatchObject({ client: { id: client.id, unusedDays: 0, isUnused: false } });
  expect((await admin.post('/api/clients/identify', { key: `${key.slice(0, -1)}!` })).body).toEqual({ client: null });
  const folder = gateway.running.config.dataDir;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name)).includes(key)).toBe(false);
  expect(JSON.stringify(await gateway.get(AuditRepository).list({}, 100))).not.toContain(key);
});
