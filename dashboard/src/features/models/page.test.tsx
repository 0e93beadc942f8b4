import { screen, waitFor } from '@testing-library/react';
import type { ModelView } from '@app/contracts/admin';
import { FakeApi } from '../../testing/fake-api';
import { AN_ADMIN, renderInApp } from '../../testing/render';
import ModelsPage from './page';

const MODEL: ModelView = {
  ...{ id: 'openai/small', providerId: 'openai', model: 'small', source: 'built_in', isEnabled: true, override: null },
  ...{ managedBy: null, mode: 'chat', lifecycle: 'live', shutdownAt: null, replacement: null },
  ...{ contextWindowTokens: 1_000, maxOutputTokens: 100, inputs: ['text'], outputs: ['text'], names: [] },
  ...{ priceState: 'unpriced', price: null, isOwnPrice: false, version: 2 },
};
const JOB = {
  ...{ id: 'j1', kind: 'reprice', state: 'done', parameters: {}, progress: { done: 9, total: 9 }, error: null },
  result: { examined: 9, changed: 4, oldNanoUsd: 0, newNanoUsd: 2_000_000_000, models: [] },
};

function fake(): FakeApi {
  return new FakeApi({
    'GET /models': { body: { items: [MODEL] } },
    'GET /usage/breakdown': { body: { rows: [{ key: 'openai/odd', unpricedRequests: 7 }] } },
    'GET /prices': { body: { items: [] } },
    'PUT /models/openai/small': { body: { ...MODEL, isEnabled: false } },
    'POST /prices': { status: 201, body: {} },
    'POST /jobs/reprice': { status: 202, body: JOB },
    'GET /jobs/j1': { body: JOB },
  });
}

describe('the page of models', () => {
  it('switches a model off at the version it was read at', async () => {
    const api = fake();
    const { user, violations } = await renderInApp(<ModelsPage />);
    await user.click(await screen.findByLabelText('openai/small is enabled'));
    await waitFor(() => expect(api.asked('PUT /models/openai/small')).toHaveLength(1));
    expect(api.asked('PUT /models/openai/small')[0]).toMatchObject({ body: { isEnabled: false }, ifMatch: '"2"' });
    expect(await violations()).toEqual([]);
  });

  it('changes an own price in the version that was seen', async () => {
    const rates = { input: 750_000, cachedInput: null, cacheWrite: null, output: 4_500_000 };
    const price = { id: 'p#1', label: 'contract', rates, tiers: [], validFrom: null, validTo: null, promo: null };
    const own = { id: 'p1', subject: 'openai/small', price, updatedBy: 'admin', managedBy: null, version: 6 };
    const api = new FakeApi({
      ...{ 'GET /models': { body: { items: [MODEL] } }, 'GET /prices': { body: { items: [own] } } },
      ...{ 'GET /usage/breakdown': { body: { rows: [] } }, 'PUT /prices/p1': { body: own } },
    });
    const { user } = await renderInApp(<ModelsPage />, { address: '/models?open=openai/small' });
    await user.click(await screen.findByRole('button', { name: 'Edit contract' }));
    const input = screen.getByRole('spinbutton', { name: /^Input/ });
    await user.clear(input);
    await user.type(input, '1');
    await user.click(screen.getByRole('button', { name: 'Change the price' }));
    await waitFor(() => expect(api.asked('PUT /prices/p1')).toHaveLength(1));
    expect(api.asked('PUT /prices/p1')[0]).toMatchObject({
      ...{ ifMatch: '"6"', body: { price: { label: 'contract', rates: { ...rates, input: 1_000_000 } } } },
    });
    await screen.findByRole('button', { name: 'Set the price' });
  });

  it('sends a price as pico-USD a token', async () => {
    const api = fake();
    const { user } = await renderInApp(<ModelsPage />, { address: '/models?open=openai/small' });
    await user.type(await screen.findByRole('spinbutton', { name: /^Input/ }), '0.75');
    await user.type(screen.getByRole('spinbutton', { name: /^Output/ }), '4.5');
    await user.click(screen.getByRole('button', { name: 'Set the price' }));
    await waitFor(() => expect(api.asked('POST /prices')).toHaveLength(1));
    expect(api.asked('POST /prices')[0]?.body).toMatchObject({
      ...{ subjectKind: 'model', subject: 'openai/small' },
      price: { rates: { input: 750_000, output: 4_500_000 } },
    });
  });

  it('prices anew only what was previewed', async () => {
    const api = fake();
    const { user } = await renderInApp(<ModelsPage />);
    await user.click(await screen.findByRole('button', { name: 'Price earlier requests anew' }));
    await user.click(await screen.findByRole('button', { name: 'Preview' }));
    expect(await screen.findByText(/4 of 9 requests would change/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Price them anew' }));
    expect(await screen.findByText(/4 of 9 requests have changed/)).toBeTruthy();
    const [preview, real] = api.asked('POST /jobs/reprice').map(({ body }) => body);
    expect(real).toEqual({ ...(preview as object), isDryRun: false });
  });

  it('says how many requests have no price', async () => {
    fake();
    await renderInApp(<ModelsPage />);
    expect(await screen.findByText(/openai\/odd: 7 requests unpriced/)).toBeTruthy();
  });

  it('gives a viewer nothing to change', async () => {
    fake();
    await renderInApp(<ModelsPage />, { session: { ...AN_ADMIN, role: 'viewer' } });
    expect(await screen.findByText('openai/small')).toBeTruthy();
    expect(screen.queryByRole('switch')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Price earlier requests anew' })).toBeNull();
  });
});
