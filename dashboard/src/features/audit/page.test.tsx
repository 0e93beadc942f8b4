import { screen, within } from '@testing-library/react';
import { FakeApi, type FakeAnswer } from '../../testing/fake-api';
import { renderInApp } from '../../testing/render';
import AuditPage from './page';

const ENTRY = {
  ...{ sequence: 12, at: 1_790_000_000_000, action: 'group.update', entity: 'group', entityId: 'fast-flow' },
  ...{ entityName: 'fast-flow', hash: 'abc' },
  actor: { kind: 'user', id: 'u1', name: 'admin', role: 'admin', address: '10.0.0.1', requestId: 'r1' },
  before: { name: 'fast-flow', targets: ['a'], isEnabled: true },
  after: { name: 'fast-flow', targets: ['a', 'b'], isEnabled: true },
};
const page = (...items: object[]): FakeAnswer => ({ body: { items, nextCursor: null } });
const open = async (answers: Record<string, FakeAnswer> = {}, address = '/audit') => {
  const api = new FakeApi({ 'GET /audit': page(ENTRY), ...answers });
  return { api, ...(await renderInApp(<AuditPage />, { address })) };
};

it('tells what was before and after, and nothing of what stayed', async () => {
  const { violations } = await open({}, '/audit?entry=12');
  const drawer = await screen.findByRole('dialog', { name: 'group.update · fast-flow' });
  const rows = within(drawer).getAllByRole('row').slice(1);
  expect(rows.map(({ textContent }) => textContent)).toEqual(['targets["a"]["a","b"]']);
  within(drawer).getByText(/by admin from 10\.0\.0\.1, request r1/);
  expect(await violations()).toEqual([]);
});

it('puts a group back as it was, over whatever it is now', async () => {
  const { api, user } = await open(
    { 'GET /groups/fast-flow': { body: { version: 5 } }, 'PUT /groups/fast-flow': { body: {} } },
    '/audit?entry=12',
  );
  await user.click(await screen.findByRole('button', { name: 'Put it back as it was' }));
  expect(api.asked('PUT /groups/fast-flow')).toMatchObject([
    { ifMatch: '"5"', body: { targets: ['a'], isEnabled: true } },
  ]);
});

it('offers no way back where there is none', async () => {
  await open({ 'GET /audit': page({ ...ENTRY, action: 'client.remove', entity: 'client' }) }, '/audit?entry=12');
  await screen.findByRole('dialog');
  expect(screen.queryByRole('button', { name: 'Put it back as it was' })).toBeNull();
});

it('asks by the filters of the address', async () => {
  const { api } = await open({}, '/audit?entity=group&actor=vera&action=group.update');
  await screen.findByText('fast-flow');
  expect(api.asked('GET /audit')[0]?.path).toMatch(/entity=group&actorName=vera&action=group\.update/);
});

it.each([
  [{ entries: 12, brokenAt: null, head: 'abc', holdsNoted: null }, 'Whole: 12 entries.'],
  [
    { entries: 12, brokenAt: 7, head: 'abc', holdsNoted: null },
    'Broken: entry 7 is missing or is not what was written.',
  ],
])('checks the chain: %j', async (body, text) => {
  const { user } = await open({ 'GET /audit/verify': { body } });
  await screen.findByText('fast-flow');
  await user.click(screen.getByRole('button', { name: 'Check the chain' }));
  await screen.findByText(text);
});

it('says when nothing was changed', async () => {
  await open({ 'GET /audit': page() });
  await screen.findByText('Nothing was changed');
});
