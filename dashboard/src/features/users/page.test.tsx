import { screen, waitFor } from '@testing-library/react';
import { FakeApi, type FakeAnswer } from '../../testing/fake-api';
import { renderInApp } from '../../testing/render';
import UsersPage from './page';

const USER = {
  ...{ id: 'u2', username: 'vera', role: 'viewer', isEnabled: true, mustChangePassword: false, sessions: 2 },
  ...{ passwordChangedAt: null, lastLoginAt: null, createdAt: 0, version: 3 },
};
const open = async (answers: Record<string, FakeAnswer> = {}) => {
  const api = new FakeApi({ 'GET /users': { body: { items: [USER] } }, ...answers });
  const rendered = await renderInApp(<UsersPage />);
  await screen.findByText('vera');
  const choose = async (item: string): Promise<void> => {
    await rendered.user.click(screen.getByRole('button', { name: 'Actions for vera' }));
    await rendered.user.click(await screen.findByRole('menuitem', { name: item }));
  };
  return { api, choose, ...rendered };
};

it('lists who may log in', async () => {
  const { violations } = await open();
  screen.getByText('active');
  expect(await violations()).toEqual([]);
});

it('makes a user, whose password is shown once', async () => {
  const issued = { ...USER, username: 'olga', oneTimePassword: 'once-only' };
  const { api, user } = await open({ 'POST /users': { status: 201, body: issued } });
  await user.click(screen.getByRole('button', { name: 'New user' }));
  await user.type(await screen.findByLabelText(/^Username/), 'olga');
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect((await screen.findByLabelText<HTMLInputElement>('One-time password')).value).toBe('once-only');
  expect(api.asked('POST /users')[0]?.body).toMatchObject({ username: 'olga' });
});

it.each<[string, string, Record<string, unknown>]>([
  ['Make admin', 'PATCH /users/u2', { role: 'admin' }],
  ['Disable', 'PATCH /users/u2', { isEnabled: false }],
  ['Log out everywhere', 'DELETE /users/u2/sessions', {}],
])('%s asks %s', async (item, route, body) => {
  const { api, choose } = await open({ [route]: { body: { ...USER, ended: 2 } } });
  await choose(item);
  await waitFor(() => expect(api.asked(route)).toHaveLength(1));
  if (Object.keys(body).length > 0) expect(api.asked(route)[0]).toMatchObject({ body, ifMatch: '"3"' });
});

it('shows the new password of somebody who has lost theirs', async () => {
  const { choose } = await open({ 'POST /users/u2/password': { body: { ...USER, oneTimePassword: 'another' } } });
  await choose('Make a new password');
  expect((await screen.findByLabelText<HTMLInputElement>('One-time password')).value).toBe('another');
});

it('removes only whom one names, and shows why the last administrator stays', async () => {
  const error = {
    message: 'Somebody has to be administrator.',
    code: 'last_admin',
    type: 't',
    param: null,
    requestId: 'r',
  };
  const { choose, user } = await open({ 'DELETE /users/u2': { status: 409, body: { error } } });
  await choose('Remove');
  const confirm = await screen.findByRole<HTMLButtonElement>('button', { name: 'Remove the user' });
  expect(confirm.disabled).toBe(true);
  await user.type(screen.getByRole('textbox'), 'vera');
  await user.click(confirm);
  await screen.findByText('Somebody has to be administrator.');
});
