import { screen, within } from '@testing-library/react';
import { FakeApi, type FakeAnswer } from '../../testing/fake-api';
import { renderInApp } from '../../testing/render';
import UsagePage from './page';

jest.mock('../../shared/charts/time-chart', () => ({ __esModule: true, default: () => null }));

const LATENCY = { averageMs: 100, p50Ms: 90, p95Ms: 300, p99Ms: 400 };
const TOTALS = {
  ...{
    requests: 10,
    completed: 9,
    failed: 1,
    cancelled: 0,
    promptTokens: 1_000,
    cachedTokens: 0,
    completionTokens: 500,
  },
  ...{ reasoningTokens: 0, imageCount: 0, costNanoUsd: 2_000_000_000, savedNanoUsd: 0, unpricedRequests: 2 },
  ...{ freeRequests: 0, estimatedRequests: 0, latency: LATENCY, firstToken: LATENCY },
};
const covered = { from: 0, to: 1, source: 'roll_ups', isWidenedToDays: false };
const row = (key: string) => ({ ...TOTALS, key, errorRate: 0.1, costState: 'priced', costShare: 1 });
const HOUR = 3_600_000;
const SERIES = {
  ...{ covered, step: 'hour', bucketZone: 'UTC', buckets: [0, 1, 2, 3, 4, 5].map((hour) => hour * HOUR) },
  series: [
    {
      key: 'openai',
      points: [1, 1, 1, 1, 1, 9].map((cost) => ({
        ...{ requests: 1, errors: 0, promptTokens: 1, completionTokens: 1, costNanoUsd: cost * 1e9 },
      })),
    },
  ],
};
const ANSWERS: Record<string, FakeAnswer> = {
  'GET /clients': { body: { items: [{ id: 'c1', name: 'web shop' }] } },
  'GET /usage/summary': { body: { covered, current: TOTALS, previous: { ...TOTALS, costNanoUsd: 1_000_000_000 } } },
  'GET /usage/series': { body: SERIES },
  'GET /usage/breakdown': { body: { covered, rows: [row('openai/gpt-4o')], omitted: 3 } },
  'GET /models': { body: { items: [{ id: 'xai/grok-4.3' }] } },
};
const open = async (address = '/usage', answers: Record<string, FakeAnswer> = {}) => {
  const api = new FakeApi({ ...ANSWERS, ...answers });
  return { api, ...(await renderInApp(<UsagePage />, { address })) };
};

it('shows totals with their change, and what has no price', async () => {
  const { violations } = await open('/usage?by=model');
  await screen.findByText('+100% on before');
  const card = screen.getByText('Without a price').closest('div');
  expect(card?.textContent).toContain('20%');
  await screen.findByText('3 more have less.');
  expect(await violations()).toEqual([]);
});

it('filters by a name of the table, and takes the filter away again', async () => {
  const { api, user } = await open('/usage?by=model');
  await user.click(await screen.findByRole('button', { name: 'openai/gpt-4o' }));
  await screen.findByRole('button', { name: 'Take away the filter model gpt-4o' });
  expect(api.asked('GET /usage/summary').at(-1)?.path).toMatch(/providerId=openai&model=gpt-4o/);
  await user.click(screen.getByRole('button', { name: 'Take away the filter provider openai' }));
  expect(screen.queryByRole('button', { name: /Take away/ })).toBeNull();
});

it('names clients in filters, not their ids', async () => {
  await open('/usage?client=c1');
  await screen.findByRole('button', { name: 'Take away the filter client web shop' });
});

it('marks what is unusual, and has the chart’s figures as a table', async () => {
  const { user, violations } = await open();
  await screen.findByText('Unusually much, more than three times the median: 01-01 05:00.');
  await user.click(screen.getByRole('switch', { name: 'As a table' }));
  const table = await screen.findByRole('region', { name: 'Usage over time' });
  const rows = within(table).getAllByRole('row').slice(1);
  expect(rows.map(({ textContent }) => textContent).at(-1)).toBe('01-01 05:00$9.00$9.00unusually much');
  expect(rows).toHaveLength(6);
  expect(await violations()).toEqual([]);
});

it('says when figures are counted from rows', async () => {
  const fromRows = { body: { covered: { ...covered, source: 'rows' }, rows: [], omitted: 0 } };
  await open('/usage?client=c1&provider=openai', { 'GET /usage/breakdown': fromRows });
  await screen.findByText(/Counted request by request/);
});

it('reckons what another model would have cost, as an estimate', async () => {
  const report = {
    ...{ requests: 10, actualNanoUsd: 2e9, whatIfNanoUsd: 1e9, differenceNanoUsd: -1e9, actualUnpriced: 0 },
    ...{ whatIfUnpriced: 1, isEstimate: true, source: 'rows', isComplete: false },
    models: [{ model: 'openai/gpt-4o', requests: 10, actualNanoUsd: 2e9, whatIfNanoUsd: 1e9, differenceNanoUsd: -1e9 }],
  };
  const { api, user } = await open('/usage?group=fast-flow', { 'POST /usage/what-if': { body: report } });
  await user.click(screen.getByRole('button', { name: 'What if …' }));
  const reckon = await screen.findByRole<HTMLButtonElement>('button', { name: 'Reckon' });
  expect(reckon.disabled).toBe(true);
  await user.type(screen.getByRole('combobox', { name: 'Model' }), 'xai/grok-4.3');
  await user.click(reckon);
  await screen.findByText('About $1.00 in the place of $2.00: −$1.00');
  screen.getByText(/An estimate.*1 of them would have no price.*the oldest are counted/);
  expect(api.asked('POST /usage/what-if')[0]?.body).toMatchObject({
    groupName: 'fast-flow',
    otherModel: 'xai/grok-4.3',
  });
});

it('says what to do where there is nothing', async () => {
  const none = { ...TOTALS, requests: 0 };
  await open('/usage', { 'GET /usage/summary': { body: { covered, current: none, previous: none } } });
  await screen.findByText('No requests in this range');
});

it('says what failed, with the request’s id, and offers to try again', async () => {
  const error = {
    message: 'The database is locked.',
    code: 'database_unavailable',
    type: 't',
    param: null,
    requestId: 'r7',
  };
  const { api, user } = await open('/usage', { 'GET /usage/summary': { status: 503, body: { error } } });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toMatch(/The database is locked\..*r7/);
  const before = api.asked('GET /usage/summary').length;
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(api.asked('GET /usage/summary').length).toBe(before + 1);
});
