import { factsOf } from '../../catalog/src/testing/facts';
import type { RoutePlan } from './route-decision';
import type { RouteRequest } from './route-request';
import { ModelNotFoundError, NoTargetAvailableError } from './routing.errors';
import { groupOf } from './testing/small-catalog';
import { routerOf, type Given } from './testing/small-router';

const WORLD: Given = {
  facts: [factsOf('alpha'), factsOf('beta'), factsOf('gamma')],
  groups: [
    groupOf('top', ['low', 'gamma']),
    groupOf('low', ['alpha', 'beta']),
    groupOf('side', ['beta']),
    groupOf('lonely', ['gamma']),
  ],
};

describe('what a client may ask for', () => {
  const plan = async (model: string, allowed: RouteRequest['allowed'], world: Given = {}): Promise<RoutePlan> => {
    const { router } = await routerOf({ ...WORLD, ...world });
    return router.plan({ model, wanted: 'chat', ...(allowed !== undefined && { allowed }) });
  };

  it.each([null, undefined])('is everything where %s is said', async (allowed) => {
    expect((await plan('top', allowed)).routes).toHaveLength(3);
  });

  it.each<[string, string[], string[]]>([
    ['top', ['top'], ['alpha', 'beta', 'gamma']],
    ['low', ['top'], ['alpha', 'beta']],
    ['beta', ['top'], ['beta']],
    ['top', ['low'], ['alpha', 'beta']],
    ['top', ['beta'], ['beta']],
    ['top', ['acme/beta'], ['beta']],
    ['acme/beta', ['beta'], ['beta']],
    ['top', ['side', 'gamma'], ['beta', 'gamma']],
  ])('asking %s with a permission for %j reaches %j', async (asked, allowed, reached) => {
    expect((await plan(asked, allowed)).routes.map(({ model }) => model)).toEqual(reached);
  });

  it('is told of what was left out', async () => {
    expect((await plan('top', ['beta'])).dropped).toEqual([
      expect.objectContaining({ path: ['top', 'low', 'alpha'], kind: 'not_allowed' }),
      expect.objectContaining({ path: ['top', 'gamma'], reason: 'gamma is not allowed to this client' }),
    ]);
  });

  it.each([
    ['alpha', 'beta'],
    ['low', 'gamma'],
    ['lonely', 'nobody'],
  ])('hides %s from a client that may ask for %s', async (asked, allowed) => {
    await expect(plan(asked, [allowed])).rejects.toBeInstanceOf(ModelNotFoundError);
  });

  it('says what is wrong with what it may ask for, not that there is none', async () => {
    const nothing = { configured: [] };
    await expect(plan('top', ['low'], nothing)).rejects.toBeInstanceOf(NoTargetAvailableError);
    await expect(plan('lonely', ['low'], nothing)).rejects.toBeInstanceOf(ModelNotFoundError);
  });
});
