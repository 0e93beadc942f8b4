import { screen, waitFor, within } from '@testing-library/react';
import { FakeApi, type FakeAnswer } from '../../testing/fake-api';
import { AN_ADMIN, renderInApp, type RenderOptions } from '../../testing/render';
import ClientsPage from './page';

const NO_LIMITS = { requestsPerMinute: null, tokensPerMinute: null, concurrentRequests: null, budget: null };
const CLIENT = {
  ...{ id: 'c1', name: 'web shop', description: '', tags: [], keyPrefix: 'sk-gg-abcdefgh', keyHint: 'wxyz' },
  ...{ isEnabled: true, expiresAt: null, limits: NO_LIMITS, previousKeyWorksUntil: null, createdBy: 'admin' },
  ...{ access: { allowedModels: [], allowedAddresses: [] }, createdAt: 0, lastUsedAt: null, unusedDays: 3 },
  ...{ isUnused: false, managedBy: null, version: 4 },
};
const listOf = (...clients: object[]): FakeAnswer => ({ body: { items: clients } });
const usage = { body: { rows: [{ key: 'c1', requests: 12, costNanoUsd: 20e9 }], covered: {}, omitted: 0 } };
const VIEWER: RenderOptions = { session: { ...AN_ADMIN, role: 'viewer' } };

const open = async (answers: Record<string, FakeAnswer> = {}, options: RenderOptions = {}) => {
  const api = new FakeApi({
    ...{ 'GET /clients': listOf(CLIENT), 'GET /usage/breakdown': usage },
    ...{ 'GET /groups': { body: { items: [] } }, 'GET /models': { body: { items: [] } } },
    ...answers,
  });
  return { api, ...(await renderInApp(<ClientsPage />, options)) };
};
const refusal = (message: string, code: string, param: string | null = null) => ({
  body: { error: { message, code, param, type: 't', requestId: 'r9' } },
});

it('shows what may be known of a key, and what was used of a budget', async () => {
  const budget = { ...NO_LIMITS, budget: { nanoUsd: 25e9, period: 'month' } };
  const { violations } = await open({ 'GET /clients': listOf({ ...CLIENT, limits: budget }) });
  await screen.findByText('$20.00 of $25.00 this month');
  screen.getByText('sk-gg-abcdefgh…wxyz');
  expect(screen.getByRole('progressbar', { name: 'Budget of web shop' }).getAttribute('aria-valuenow')).toBe('80');
  expect(await violations()).toEqual([]);
});

it.each([
  ['disabled', { isEnabled: false }],
  ['expired', { expiresAt: 1 }],
  ['unused for 90 days', { isUnused: true }],
  ['active', {}],
])('marks a client that is %s', async (state, change) => {
  await open({ 'GET /clients': listOf({ ...CLIENT, ...change }) });
  await screen.findByText(state);
});

it('makes a client and shows its key once, until somebody has it', async () => {
  const issued = { client: { ...CLIENT, name: 'app' }, key: 'sk-gg-secret' };
  const { api, user } = await open({ 'GET /clients': listOf(), 'POST /clients': { status: 201, body: issued } });
  await screen.findByText('No clients yet');
  await user.click(screen.getAllByRole('button', { name: 'New client' })[0] as HTMLElement);
  await user.type(screen.getByLabelText(/^Name/), 'app');
  await user.type(screen.getByLabelText('Requests a minute'), '60');
  await user.click(screen.getByRole('button', { name: 'Create' }));
  const dialog = await screen.findByRole('dialog', { name: 'The key of app' });
  expect(within(dialog).getByLabelText<HTMLInputElement>('API key').value).toBe('sk-gg-secret');
  await user.keyboard('{Escape}');
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Done' }).disabled).toBe(true);
  await user.click(within(dialog).getByLabelText('I have kept it'));
  await user.click(within(dialog).getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(screen.queryByDisplayValue('sk-gg-secret')).toBeNull());
  expect(api.asked('POST /clients')[0]?.body).toMatchObject({ name: 'app', limits: { requestsPerMinute: 60 } });
});

it('puts a refusal where it belongs, and keeps what was typed', async () => {
  const { user } = await open({
    'POST /clients': { status: 409, ...refusal('This name is taken.', 'name_taken', 'name') },
  });
  await screen.findByText('web shop');
  await user.click(screen.getByRole('button', { name: 'New client' }));
  const name = screen.getByLabelText<HTMLInputElement>(/^Name/);
  await user.type(name, 'web shop');
  await user.click(screen.getByRole('button', { name: 'Create' }));
  await screen.findByText('This name is taken.');
  expect(name.value).toBe('web shop');
  expect(name.getAttribute('aria-invalid')).toBe('true');
});

it('deletes only what is named once more, in the version that was seen', async () => {
  const { api, user } = await open({ 'DELETE /clients/c1': { status: 204 } });
  await user.click(await screen.findByRole('button', { name: 'Actions for web shop' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  const confirm = await screen.findByRole<HTMLButtonElement>('button', { name: 'Delete the client' });
  expect(confirm.disabled).toBe(true);
  await user.type(screen.getByRole('textbox'), 'web shop');
  await user.click(confirm);
  await waitFor(() => expect(api.asked('DELETE /clients/c1').map(({ ifMatch }) => ifMatch)).toEqual(['"4"']));
});

it('leaves alone what a file declares', async () => {
  await open({ 'GET /clients': listOf({ ...CLIENT, managedBy: 'gophergate.yaml' }) });
  await screen.findByText('declared in gophergate.yaml');
  expect(screen.queryByRole('button', { name: 'Actions for web shop' })).toBeNull();
});

it('has nothing for a viewer to change', async () => {
  const { violations } = await open({}, VIEWER);
  await screen.findByText('web shop');
  for (const name of ['New client', 'Whose key is this?', 'Actions for web shop'])
    expect(screen.queryByRole('button', { name })).toBeNull();
  expect(await violations()).toEqual([]);
});

it('says what failed', async () => {
  await open({ 'GET /clients': { status: 503, ...refusal('The database is locked.', 'database_unavailable') } });
  expect((await screen.findByRole('alert')).textContent).toMatch(/The list of clients.*The database is locked\..*r9/);
});
