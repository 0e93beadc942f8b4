import { FakeApi } from '../../testing/fake-api';
import { takeBack, undoOf } from './undo';

const entry = (action: string, entityId: string, before: object | null) => ({ action, entityId, before }) as never;
const GROUP = { name: 'fast flow', strategy: 'fallback', targets: ['a'] };
const PRICE = { subjectKind: 'model', subject: 'openai/gpt-4o', price: { label: 'own' } };

it.each([
  [
    entry('group.update', 'fast flow', GROUP),
    { method: 'PUT', path: '/groups/fast%20flow', body: { strategy: 'fallback', targets: ['a'] } },
  ],
  [entry('group.remove', 'fast flow', GROUP), { method: 'POST', path: '/groups', body: GROUP }],
  [entry('price.update', 'p1', PRICE), { method: 'PUT', path: '/prices/p1', body: { price: PRICE.price } }],
  [entry('price.remove', 'p1', PRICE), { method: 'POST', path: '/prices', body: PRICE }],
  [
    entry('model.update', 'ollama/library/llama 3', { isEnabled: false }),
    { method: 'PUT', path: '/models/ollama/library/llama%203', body: { isEnabled: false } },
  ],
  [
    entry('model.update', 'openai/gpt-4o', null),
    { method: 'PUT', path: '/models/openai/gpt-4o', body: { isEnabled: null } },
  ],
])('%j is taken back by %j', (change, undo) => {
  expect(undoOf(change)).toEqual(undo);
});

it.each([
  entry('group.create', 'x', null),
  entry('group.update', 'x', null),
  entry('client.remove', 'c1', { name: 'web shop' }),
  entry('user.update', 'u1', { role: 'admin' }),
  entry('provider.update', 'openai', { baseUrl: null }),
])('%j is not taken back from here', (change) => {
  expect(undoOf(change)).toBeNull();
});

it('overwrites what is there now', async () => {
  const api = new FakeApi({ 'GET /groups/x': { body: { version: 7 } }, 'PUT /groups/x': { body: {} } });
  await takeBack({ method: 'PUT', path: '/groups/x', body: { targets: [] } });
  expect(api.asked('PUT /groups/x')).toMatchObject([{ ifMatch: '"7"', body: { targets: [] } }]);
});

it('makes anew what is gone', async () => {
  const api = new FakeApi({ 'POST /groups': { status: 201, body: {} } });
  await takeBack({ method: 'POST', path: '/groups', body: GROUP });
  expect(api.seen).toMatchObject([{ method: 'POST', body: GROUP, ifMatch: null }]);
});
