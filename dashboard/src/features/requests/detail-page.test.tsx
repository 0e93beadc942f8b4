import { renderHook, screen } from '@testing-library/react';
import { FakeApi, type FakeAnswer } from '../../testing/fake-api';
import { AN_ADMIN, renderInApp, type RenderOptions } from '../../testing/render';
import { useHandedPrompt } from '../../shared/ui/handed-prompt';
import RequestDetailPage from './detail-page';

const ID = '01a20000-0000-7000-8000-000000000002';
const REQUEST = {
  ...{
    requestId: ID,
    clientRequestId: null,
    clientId: 'c1',
    endpoint: '/v1/chat/completions',
    askedModel: 'fast-flow',
  },
  ...{ route: 'fast-flow>gpt-5.4-nano', groupName: 'fast-flow', providerId: 'openai', sentModel: 'gpt-5.4-nano' },
  ...{ servedModel: 'gpt-5.4-nano', attempts: 1, outcome: 'completed', httpStatus: 200, errorCode: null },
  ...{ isStream: false, freshInputTokens: 7, cachedInputTokens: 0, cacheWriteTokens: null, outputTokens: 3 },
  ...{ reasoningTokens: null, audioInputTokens: null, imageCount: null, usageDetails: null, usageSource: 'reported' },
  ...{ costNanoUsd: 2_150, costState: 'priced', priceId: 'openai/gpt-5.4-nano#1', savedNanoUsd: null },
  ...{ costFormula: null, startedAt: 1_790_000_000_000, latencyMs: 120, timeToFirstTokenMs: null, overheadMs: 1 },
  routeTrace: null,
};
const neighbour = (last: number) => ({ ...REQUEST, requestId: `01a20000-0000-7000-8000-00000000000${last}` });
const ANSWERS: Record<string, FakeAnswer> = {
  [`GET /requests/${ID}`]: {
    body: { request: REQUEST, formulaText: '7 × $0.0000002 + 3 × $0.00000025', repricings: [] },
  },
  'GET /requests': { body: { requests: [neighbour(3), REQUEST, neighbour(1)], nextCursor: null } },
  'GET /clients': { body: { items: [{ id: 'c1', name: 'web shop' }] } },
  [`GET /requests/${ID}/bodies`]: {
    body: {
      ...{ requestId: ID, answer: 'Hi', isCut: false },
      request: JSON.stringify({ model: 'fast-flow', messages: [{ role: 'user', content: 'Say hi' }] }),
    },
  },
};

jest.mock('@tanstack/react-router', () => ({
  ...jest.requireActual<object>('@tanstack/react-router'),
  useParams: () => ({ requestId: ID }),
}));

const open = async (answers: Record<string, FakeAnswer> = {}, options: RenderOptions = {}) => {
  const api = new FakeApi({ ...ANSWERS, ...answers });
  const rendered = await renderInApp(<RequestDetailPage />, { address: `/requests/${ID}?client=c1`, ...options });
  return { api, ...rendered };
};
const hrefOf = (name: string): string | null => screen.getByRole('link', { name }).getAttribute('href');

it('spells out the cost and names the client', async () => {
  const { violations } = await open();
  await screen.findByText('7 × $0.0000002 + 3 × $0.00000025');
  await screen.findByText('web shop');
  screen.getByText(/exactly \$0\.00000215/);
  expect(await violations()).toEqual([]);
});

it('leads to the requests beside it in the same list', async () => {
  await open();
  await screen.findByRole('link', { name: 'Newer' });
  expect(hrefOf('Newer')).toBe('/requests/01a20000-0000-7000-8000-000000000003?client=c1');
  expect(hrefOf('Older')).toBe('/requests/01a20000-0000-7000-8000-000000000001?client=c1');
});

it('shows bodies on demand alone, and takes their prompt along from then on', async () => {
  const { api, user } = await open();
  await screen.findByText('web shop');
  expect(hrefOf('Take it to the playground')).toBe('/playground?model=fast-flow');
  expect(api.asked(`GET /requests/${ID}/bodies`)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Show' }));
  await screen.findByText('Hi');
  // Prompts stand in no address: those are written down on the way.
  expect(hrefOf('Trace it again')).toBe('/groups/fast-flow');
  expect(hrefOf('Take it to the playground')).toBe('/playground?model=fast-flow');
  await user.click(screen.getByRole('link', { name: 'Take it to the playground' }));
  expect(renderHook(useHandedPrompt).result.current).toBe('Say hi');
  expect(screen.getByLabelText('As curl').textContent).toContain('"content":"Say hi"');
});

it('keeps from a viewer what a viewer may not see', async () => {
  const session = { ...AN_ADMIN, role: 'viewer' as const, mayReadBodies: false, mayUsePlayground: false };
  await open({}, { session });
  await screen.findByText('web shop');
  expect(screen.queryByText('Bodies')).toBeNull();
  expect(screen.queryByRole('link', { name: 'Take it to the playground' })).toBeNull();
});

it('says that a request is gone, or never was', async () => {
  const error = {
    message: 'There is no such request, or it is kept no longer.',
    code: 'request_not_found',
    type: 't',
    param: null,
    requestId: 'r',
  };
  await open({ [`GET /requests/${ID}`]: { status: 404, body: { error } } });
  await screen.findByText(/it is kept no longer/);
});
