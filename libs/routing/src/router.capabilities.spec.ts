import { factsOf, lifecycleOf } from '../../catalog/src/testing/facts';
import { NoTargetAvailableError } from './routing.errors';
import { groupOf } from './testing/small-catalog';
import { routerOf } from './testing/small-router';

describe('routes for an endpoint that not everybody has', () => {
  const facts = [
    factsOf('talks', { endpoints: ['chat'] }),
    factsOf('answers', { endpoints: ['chat', 'responses'] }),
    factsOf('only-answers', { endpoints: ['responses'] }),
    factsOf('draws', { endpoints: ['images'] }),
    factsOf('stranger', { providerId: 'beta', endpoints: ['chat', 'responses'] }),
    factsOf('gone', {
      lifecycle: lifecycleOf({ shutdownAt: '2020-01-01T00:00:00Z', replacement: { model: 'draws' } }),
    }),
  ];
  const groups = [
    groupOf('mixed', ['talks', 'stranger', 'answers']),
    groupOf('chatty', ['talks', 'stranger']),
    groupOf('keyless', ['talks', 'answers']),
  ];
  const offering = ['acme:responses', 'acme:images'];

  it.each([
    ['a model that has it', 'answers', 'responses', 'answers'],
    ['an image model', 'draws', 'images', 'draws'],
    ['the successor of an ended model', 'gone', 'images', 'draws'],
    ['a model that can be reached by translation', 'only-answers', 'chat', 'only-answers'],
    ['the first of a group that has it', 'mixed', 'responses', 'answers'],
    ['a model nothing is known of', 'acme/unheard-of', 'images', 'unheard-of'],
  ] as const)('finds %s', async (_, name, wanted, model) => {
    const { router } = await routerOf({ facts, groups, offering });
    expect(router.plan({ model: name, wanted: wanted }).routes[0]?.model).toBe(model);
  });

  it.each([
    ['a provider without it', 'stranger', 'responses', /provider "beta" of stranger .*Responses API/],
    ['a model not made for it', 'draws', 'chat', /draws is not made for chat completions/],
    ['an ended model whose successor is not made for it', 'gone', 'chat', /draws is not made for chat/],
    ['a group in which nobody has it', 'chatty', 'responses', /^"chatty" .*talks.*; .*"beta"/],
  ] as const)('refuses %s, and says why', async (_, name, wanted, message) => {
    const { router } = await routerOf({ facts, groups, offering });
    const routing = (): unknown => router.plan({ model: name, wanted: wanted }).routes;
    expect(routing).toThrow(message);
    expect(routing).toThrow(expect.objectContaining({ httpStatus: 400, code: 'not_supported', param: 'model' }));
  });

  it('is a lack of targets where a key would help', async () => {
    const { router } = await routerOf({ facts, groups, offering, configured: [] });
    expect(() => router.plan({ model: 'keyless', wanted: 'responses' }).routes).toThrow(NoTargetAvailableError);
  });

  it('counts for lists', async () => {
    const { router } = await routerOf({ facts, offering });
    expect(router.isRoutable('draws')).toBe(true);
  });
});
