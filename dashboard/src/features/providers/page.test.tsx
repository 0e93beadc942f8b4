import { screen, waitFor, within } from '@testing-library/react';
import { FakeApi, type FakeAnswer } from '../../testing/fake-api';
import { AN_ADMIN, renderInApp, type RenderOptions } from '../../testing/render';
import ProvidersPage from './page';

const PROVIDER = {
  ...{ id: 'openai', label: 'OpenAI', isConfigured: true, keySource: 'environment', baseUrl: 'https://api.example/v1' },
  ...{ breakerState: 'closed', troubledModels: [], problem: null, enabledBy: 'OPENAI_API_KEY', version: 2 },
  stored: { isEnabled: null, baseUrl: null, hasApiKey: false, tuning: {} },
};
const open = async (change: object = {}, answers: Record<string, FakeAnswer> = {}, options: RenderOptions = {}) => {
  const api = new FakeApi({
    'GET /providers': { body: { items: [{ ...PROVIDER, ...change }] } },
    'GET /providers/openai/impact': { body: { dependents: ['heavy-logic'] } },
    ...answers,
  });
  const rendered = await renderInApp(<ProvidersPage />, options);
  return { api, card: await screen.findByRole('region', { name: 'OpenAI' }), ...rendered };
};

it.each([
  ['answers', {}],
  ['paused', { breakerState: 'open' }],
  ['being tried again', { breakerState: 'half-open' }],
  ['not configured', { isConfigured: false, breakerState: null }],
])('says that a provider %s', async (text, change) => {
  const { card, violations } = await open(change);
  within(card).getByText(text);
  expect(await violations()).toEqual([]);
});

it('tells what depends on it, which models are paused and what is wrong', async () => {
  const { card } = await open({
    problem: 'The stored key cannot be read: the encryption key is another one. Type the key in again.',
    troubledModels: [{ model: 'gpt-4o', state: 'open' }],
  });
  await within(card).findByText('Without it these groups have nobody left: heavy-logic.');
  within(card).getByText('Paused models: gpt-4o (open)');
  expect(within(card).getByRole('note').textContent).toMatch(/encryption key/);
});

it.each([
  [{ isOk: true, tookMs: 120, problem: null }, 'It answers, in 120 ms.'],
  [{ isOk: false, tookMs: 5, problem: 'It refuses the key (401).' }, 'It refuses the key (401).'],
])('tests it and tells %j', async (body, text) => {
  const { card, user } = await open({}, { 'POST /providers/openai/test': { body } });
  await user.click(within(card).getByRole('button', { name: 'Test' }));
  await within(card).findByText(text);
});

it('pauses it by hand', async () => {
  const { api, card, user } = await open({}, { 'PUT /providers/openai/breaker': { body: PROVIDER } });
  await user.click(within(card).getByRole('button', { name: 'Pause' }));
  await waitFor(() => expect(api.asked('PUT /providers/openai/breaker')[0]?.body).toEqual({ state: 'open' }));
});

it('stores a key and never shows one', async () => {
  const { api, card, user } = await open({}, { 'PATCH /providers/openai': { body: PROVIDER } });
  await user.click(within(card).getByRole('button', { name: 'Edit' }));
  const key = await screen.findByLabelText<HTMLInputElement>('API key', { selector: 'input' });
  expect(key.type).toBe('password');
  await user.type(key, 'sk-new');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(api.asked('PATCH /providers/openai')).toHaveLength(1));
  expect(api.asked('PATCH /providers/openai')[0]).toMatchObject({ body: { apiKey: 'sk-new' }, ifMatch: '"2"' });
});

it('is read only to a viewer', async () => {
  const { card } = await open({ keySource: 'set' }, {}, { session: { ...AN_ADMIN, role: 'viewer' } });
  within(card).getByText('Key: set');
  expect(within(card).queryAllByRole('button')).toEqual([]);
});
