import { screen, waitFor } from '@testing-library/react';
import { FakeApi, type FakeAnswer, type SeenRequest } from '../../testing/fake-api';
import { renderInApp } from '../../testing/render';
import RequestsPage from './page';

const ROW = {
  ...{ requestId: 'r1', clientId: 'c1', endpoint: '/v1/chat/completions', askedModel: 'fast-flow', route: null },
  ...{ groupName: null, providerId: 'openai', sentModel: 'gpt-4o', servedModel: 'gpt-4o', attempts: 1 },
  ...{ outcome: 'completed', httpStatus: 200, errorCode: null, isStream: false, freshInputTokens: 7 },
  ...{ cachedInputTokens: 2, cacheWriteTokens: null, outputTokens: 3, costNanoUsd: 1_000_000, costState: 'priced' },
  ...{ startedAt: Date.UTC(2026, 10, 23, 9, 30), latencyMs: 120, timeToFirstTokenMs: null },
};
type Answers = ConstructorParameters<typeof FakeApi>[0];
const page = (requests: readonly object[], nextCursor: string | null = null): FakeAnswer => ({
  body: { requests, nextCursor },
});
const open = async (answers: Answers = {}, address = '/requests') => {
  const api = new FakeApi({
    ...{ 'GET /requests': page([ROW]), 'GET /clients': { body: { items: [{ id: 'c1', name: 'web shop' }] } } },
    ...answers,
  });
  return { api, ...(await renderInApp(<RequestsPage />, { address })) };
};
const query = (request: SeenRequest | undefined): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(request?.path.split('?')[1] ?? ''));

it('lists requests in the zone of the address, with the client’s name', async () => {
  const { violations } = await open({}, '/requests?zone=Asia%2FKathmandu');
  await screen.findByText('2026-11-23 15:15:00');
  await waitFor(() => expect(screen.getAllByText('web shop').length).toBeGreaterThan(0));
  expect(await violations()).toEqual([]);
});

it.each([
  ['client=c1&outcome=failed&status=5', { clientId: 'c1', outcome: 'failed', statusClass: '5' }],
  ['cost=unpriced&stream=yes&model=gpt-4o', { costState: 'unpriced', isStream: 'true', model: 'gpt-4o' }],
  ['group=fast-flow&code=provider_timeout', { groupName: 'fast-flow', errorCode: 'provider_timeout' }],
])('asks for what the address says: %s', async (search, filter) => {
  const { api } = await open({}, `/requests?${search}`);
  await screen.findByRole('link', { name: /2026-11-23/ });
  expect(query(api.asked('GET /requests')[0])).toMatchObject(filter);
});

it('goes on where the page ended, for as long as there is more', async () => {
  const second = { ...ROW, requestId: 'r2', startedAt: Date.UTC(2026, 10, 22) };
  const { user } = await open({
    'GET /requests': (request) => (query(request)['cursor'] === 'c2' ? page([second]) : page([ROW], 'c2')),
  });
  await user.click(await screen.findByRole('button', { name: 'Older requests' }));
  await screen.findByText(/^2026-11-22/);
  expect(screen.queryByRole('button', { name: 'Older requests' })).toBeNull();
});

it('exports all that fits the filter, from the server', async () => {
  await open({}, '/requests?client=c1&zone=Asia%2FKolkata');
  const link = await screen.findByRole('link', { name: 'All as CSV' });
  expect(link.getAttribute('href')).toMatch(/^\/api\/requests\/export\?.*clientId=c1.*format=csv&zone=Asia%2FKolkata/);
});

it.each([
  ['/requests', 'No requests in this range'],
  ['/requests?client=c1', 'No request meets these filters'],
])('says why %s is empty', async (address, title) => {
  await open({ 'GET /requests': page([]) }, address);
  await screen.findByText(title);
});

it('says what failed, and by which request', async () => {
  const error = {
    message: 'The database is locked.',
    code: 'database_unavailable',
    type: 't',
    param: null,
    requestId: 'r9',
  };
  await open({ 'GET /requests': { status: 503, body: { error } } });
  expect((await screen.findByRole('alert')).textContent).toMatch(/The database is locked\..*r9/);
});
