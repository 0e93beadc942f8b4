import type { Route } from '@app/routing';
import { breakdownOf } from '../../../pricing/src/testing/breakdown';
import { endingHeaders, routeHeaders } from './answer-headers';

const route = (model: string): Route => ({
  providerId: 'openai',
  model,
  facts: undefined,
  set: {},
  path: ['fast-flow', model],
  groupName: 'fast-flow',
  adjusted: [],
});

const ENTRY = { attemptCount: 1, limitHeaders: {} };

describe('routeHeaders', () => {
  it('names model, provider, path and attempts', () => {
    expect(routeHeaders(route('gpt-4o'), 'gpt-4o-2024-08-06', ENTRY, ['model', 'thinking'])).toEqual({
      'x-gophergate-model': 'gpt-4o-2024-08-06',
      'x-gophergate-provider': 'openai',
      'x-gophergate-route': 'fast-flow>gpt-4o',
      'x-gophergate-attempts': '1',
      'x-gophergate-adjusted': 'model,thinking',
    });
  });

  it.each(['a\r\nset-cookie: x', 'modèle', 'a b', '\ud800'])(
    'lets no strange character of %j into a header',
    (model) => {
      expect(routeHeaders(route(model), model, ENTRY, [])['x-gophergate-model']).toMatch(/^[\x21-\x7e]*$/);
    },
  );
});

describe('endingHeaders', () => {
  it('tells the cost in USD, and leaves it out while it is unknown', () => {
    const usage = undefined;
    expect(endingHeaders({ usage, overheadMs: 0.456, cost: breakdownOf(1500) })).toEqual({
      'x-gophergate-overhead-ms': '0.46',
      'x-gophergate-cost': '0.0000015',
    });
    expect(
      endingHeaders({ usage, overheadMs: 0, cost: { ...breakdownOf(0), state: 'unpriced', nanoUsd: null } }),
    ).not.toHaveProperty('x-gophergate-cost');
  });
});
