import { GroupLoopError, ModelNotFoundError, ModelUnpricedError, NoTargetAvailableError } from './routing.errors';
import { factsOf } from '../../catalog/src/testing/facts';
import { endedModelOf, groupOf } from './testing/small-catalog';
import { NOW, routerOf, type Given } from './testing/small-router';

const beta = { providerId: 'beta' };

describe('RouterService', () => {
  const route = async (name: string, given: Given) =>
    (await routerOf(given)).router.plan({ model: name, wanted: 'chat' }).routes[0];
  const refusal = async (name: string, given: Given): Promise<unknown> => {
    const { router } = await routerOf(given);
    try {
      router.plan({ model: name, wanted: 'chat' });
    } catch (error) {
      return error;
    }
    throw new Error(`"${name}" has a route.`);
  };

  describe('a model', () => {
    const alpha = factsOf('alpha', { snapshots: ['alpha-2026'], nicknames: ['al'] });
    const facts = [alpha];

    it('is sent under the name that was asked', async () => {
      await expect(route('alpha', { facts })).resolves.toEqual({
        providerId: 'acme',
        model: 'alpha',
        facts: alpha,
        set: {},
        path: ['alpha'],
        groupName: undefined,
        adjusted: [],
      });
    });

    it.each([
      ['acme/alpha', 'alpha'],
      ['ac/alpha', 'alpha'],
      ['alpha-2026', 'alpha-2026'],
      ['acme/alpha-2026', 'alpha-2026'],
    ])('is found as %s', async (name, model) => {
      await expect(route(name, { facts })).resolves.toMatchObject({
        providerId: 'acme',
        model,
        facts: alpha,
        path: [name],
        adjusted: [],
      });
    });

    it('is forwarded behind a prefix although nobody knows it', async () => {
      await expect(route('acme/vendor/new:1', { facts })).resolves.toMatchObject({
        providerId: 'acme',
        model: 'vendor/new:1',
        facts: undefined,
      });
    });

    it('is sent by its own name when asked by a nickname, and says so', async () => {
      await expect(route('al', { facts })).resolves.toMatchObject({
        model: 'alpha',
        path: ['al', 'alpha'],
        adjusted: ['model'],
      });
    });

    it.each(['unknown', 'unknown/alpha', 'acme/', '', '/alpha'])('named %j is not found', async (name) => {
      await expect(refusal(name, { facts })).resolves.toMatchObject({
        httpStatus: 404,
        code: 'model_not_found',
        param: 'model',
      });
    });

    it('that is switched off is not available, and no variable would help', async () => {
      const error = await refusal('al', { facts, disabled: [{ providerId: 'acme', model: 'alpha' }] });
      expect(error).toBeInstanceOf(NoTargetAvailableError);
      expect(error).toMatchObject({
        httpStatus: 503,
        enabledBy: [],
        shouldRetry: false,
        message: expect.stringContaining('switched off') as unknown,
      });
    });

    it('of a provider that is not configured names the variable', async () => {
      const error = await refusal('alpha', { facts, configured: [] });
      expect(error).toBeInstanceOf(NoTargetAvailableError);
      expect(error).toMatchObject({
        code: 'no_target_available',
        enabledBy: ['ACME_API_KEY'],
        message: expect.stringContaining('Set ACME_API_KEY and restart.') as unknown,
      });
    });
  });

  describe('an ended model', () => {
    const facts = [
      endedModelOf('old', { model: 'middle', set: { reasoning_effort: 'low' } }, { nicknames: ['oldie'] }),
      endedModelOf('middle', { model: 'new', set: { reasoning_effort: 'high', top_p: 1 } }),
      factsOf('new'),
      endedModelOf('gone', null),
      endedModelOf('abroad', { model: 'far' }),
      factsOf('far', beta),
    ];

    it('is replaced by the first living successor, and says how', async () => {
      await expect(route('old', { facts })).resolves.toMatchObject({
        providerId: 'acme',
        model: 'new',
        set: { reasoning_effort: 'low', top_p: 1 },
        path: ['old', 'middle', 'new'],
        adjusted: ['model', 'reasoning_effort', 'top_p'],
        groupName: undefined,
      });
    });

    it('is replaced also by a model of another provider', async () => {
      await expect(route('abroad', { facts })).resolves.toMatchObject({
        providerId: 'beta',
        model: 'far',
        path: ['abroad', 'far'],
      });
    });

    it('is replaced when asked by a nickname', async () => {
      await expect(route('oldie', { facts })).resolves.toMatchObject({
        model: 'new',
        adjusted: ['model', 'reasoning_effort', 'top_p'],
      });
    });

    it('is refused where replacing is, and the successor named', async () => {
      const error = await refusal('old', { facts, endedModels: 'refuse' });
      expect(error).toBeInstanceOf(ModelNotFoundError);
      expect(error).toMatchObject({ httpStatus: 404, message: expect.stringContaining('use "middle"') as unknown });
    });

    it('is not found when it has no successor', async () => {
      const error = await refusal('gone', { facts });
      expect(error).toBeInstanceOf(ModelNotFoundError);
      expect(error).toMatchObject({ message: expect.stringContaining('its provider ended it.') as unknown });
    });

    it('names the variable that would configure its successor', async () => {
      const error = await refusal('abroad', { facts, configured: ['acme'] });
      expect(error).toBeInstanceOf(NoTargetAvailableError);
      expect(error).toMatchObject({ enabledBy: ['BETA_API_KEY'] });
    });

    it('is sent as asked where lifecycles are ignored', async () => {
      await expect(route('gone', { facts, lifecycle: 'ignore' })).resolves.toMatchObject({
        model: 'gone',
        adjusted: [],
      });
    });

    it('lives until its day has come', async () => {
      const leaving = factsOf('leaving', {
        lifecycle: {
          state: 'deprecated',
          shutdownAt: new Date(NOW + 1).toISOString(),
          replacement: { model: 'new' },
          routesTo: null,
        },
      });
      await expect(route('leaving', { facts: [...facts, leaving] })).resolves.toMatchObject({ model: 'leaving' });
      const left = factsOf('left', { lifecycle: { ...leaving.lifecycle, shutdownAt: new Date(NOW).toISOString() } });
      await expect(route('left', { facts: [...facts, left] })).resolves.toMatchObject({ model: 'new' });
    });
  });

  describe('a group', () => {
    const facts = [
      factsOf('a', { nicknames: ['nick'] }),
      factsOf('b', beta),
      endedModelOf('dead', null),
      endedModelOf('old', { model: 'b', set: { n: 1 } }),
    ];

    it('leads to its first target', async () => {
      await expect(route('g', { facts, groups: [groupOf('g', ['a', 'b'])] })).resolves.toMatchObject({
        model: 'a',
        path: ['g', 'a'],
        groupName: 'g',
      });
    });

    it.each<[string, string, Partial<Given>]>([
      ['is unknown', 'nonsense', {}],
      ['has ended', 'dead', {}],
      ['is not configured', 'a', { configured: ['beta'] }],
      ['is switched off', 'a', { disabled: [{ providerId: 'acme', model: 'a' }] }],
    ])('passes over a target that %s', async (_, target, given) => {
      await expect(route('g', { facts, groups: [groupOf('g', [target, 'b'])], ...given })).resolves.toMatchObject({
        model: 'b',
        path: ['g', 'b'],
      });
    });

    it('leads through other groups, of which the innermost is named', async () => {
      const groups = [groupOf('top', ['low', 'b']), groupOf('low', ['dead', 'nick'])];
      await expect(route('top', { facts, groups })).resolves.toMatchObject({
        model: 'a',
        path: ['top', 'low', 'nick', 'a'],
        groupName: 'low',
        adjusted: ['model'],
      });
      await expect(route('top', { facts, groups, configured: ['beta'] })).resolves.toMatchObject({
        model: 'b',
        path: ['top', 'b'],
        groupName: 'top',
      });
    });

    it('keeps its name when a target is replaced', async () => {
      await expect(route('g', { facts, groups: [groupOf('g', ['old'])] })).resolves.toMatchObject({
        model: 'b',
        path: ['g', 'old', 'b'],
        groupName: 'g',
        set: { n: 1 },
        adjusted: ['model', 'n'],
      });
    });

    it('drops an ended target where replacing is refused', async () => {
      const groups = [groupOf('g', ['old', 'a'])];
      await expect(route('g', { facts, groups, endedModels: 'refuse' })).resolves.toMatchObject({ model: 'a' });
    });

    it('may target a model behind a prefix', async () => {
      await expect(route('g', { facts, groups: [groupOf('g', ['beta/anything'])] })).resolves.toMatchObject({
        providerId: 'beta',
        model: 'anything',
      });
    });

    it('without a target at present names each variable once, and every reason', async () => {
      const groups = [groupOf('g', ['a', 'b', 'acme/other', 'dead'])];
      const error = await refusal('g', { facts, groups, configured: [] });
      expect(error).toBeInstanceOf(NoTargetAvailableError);
      expect(error).toMatchObject({ httpStatus: 503, enabledBy: ['ACME_API_KEY', 'BETA_API_KEY'] });
      const { message } = error as Error;
      expect(message).toMatch(
        /^No target of "g" is available: a needs acme.*; b needs beta.*; .*; dead has been ended/,
      );
      expect(message.match(/ACME_API_KEY/g)).toHaveLength(1);
    });

    it('without targets says so', async () => {
      await expect(refusal('g', { groups: [groupOf('g', [])] })).resolves.toMatchObject({
        enabledBy: [],
        message: expect.stringContaining('it has no targets') as unknown,
      });
    });

    it('that is switched off leaves its name to a model', async () => {
      const groups = [groupOf('a', ['b'], { isEnabled: false }), groupOf('off', ['b'], { isEnabled: false })];
      await expect(route('a', { facts, groups })).resolves.toMatchObject({ model: 'a', groupName: undefined });
      await expect(refusal('off', { facts, groups })).resolves.toBeInstanceOf(ModelNotFoundError);
    });

    it('wins over a model of its name', async () => {
      await expect(route('a', { facts, groups: [groupOf('a', ['b'])] })).resolves.toMatchObject({
        model: 'b',
        path: ['a', 'b'],
      });
    });

    it('that leads back to itself is an error, and no hang', async () => {
      const groups = [groupOf('x', ['y']), groupOf('y', ['x'])];
      const error = await refusal('x', { facts, groups });
      expect(error).toBeInstanceOf(GroupLoopError);
      expect(error).toMatchObject({ message: expect.stringContaining('x > y > x') as unknown });
    });

    it('is looked up anew after a reload', async () => {
      const rows = [groupOf('g', ['a'])];
      const { router, groups } = await routerOf({ facts, groups: rows });
      rows[0] = groupOf('g', ['b']);
      expect(router.plan({ model: 'g', wanted: 'chat' }).routes[0]?.model).toBe('a');
      await groups.reload();
      expect(router.plan({ model: 'g', wanted: 'chat' }).routes[0]?.model).toBe('b');
    });
  });

  it('lists all targets of a group that can be asked, in order', async () => {
    const facts = [factsOf('a'), factsOf('b', { providerId: 'beta' }), factsOf('c')];
    const groups = [groupOf('g', ['a', 'inner']), groupOf('inner', ['missing', 'b', 'c'])];
    const { router } = await routerOf({ facts, groups });
    expect(
      router.plan({ model: 'g', wanted: 'chat' }).routes.map(({ model, path }) => [model, path.join('>')]),
    ).toEqual([
      ['a', 'g>a'],
      ['b', 'g>inner>b'],
      ['c', 'g>inner>c'],
    ]);
  });

  describe('where models without a price are blocked', () => {
    const facts = [factsOf('a'), factsOf('b', beta), endedModelOf('old', { model: 'a' })];
    const groups = [groupOf('g', ['a', 'b']), groupOf('outer', ['g'])];

    it('one that is asked for directly is refused, with what to do', async () => {
      const error = await refusal('a', { facts, blocked: ['acme/a'] });
      expect(error).toBeInstanceOf(ModelUnpricedError);
      expect(error).toMatchObject({ httpStatus: 400, code: 'model_unpriced', param: 'model' });
      expect((error as Error).message).toMatch(/"a" has no price.*LLM_PROXY__PRICING__UNPRICED/);
    });

    it.each(['acme/unheard', 'old'])('%s is refused too: what it leads to has none', async (name) => {
      const blocked = ['acme/unheard', 'acme/a'];
      await expect(refusal(name, { facts, blocked })).resolves.toBeInstanceOf(ModelUnpricedError);
    });

    it('a group passes over one, and asks about it under the innermost name', async () => {
      for (const name of ['g', 'outer'])
        await expect(route(name, { facts, groups, blocked: ['acme/a in g'] })).resolves.toMatchObject({ model: 'b' });
      await expect(route('outer', { facts, groups, blocked: ['acme/a in outer', 'acme/a'] })).resolves.toMatchObject({
        model: 'a',
      });
    });

    it('a group of nothing else has no target, and says why', async () => {
      const error = await refusal('g', { facts, groups, blocked: ['acme/a in g', 'beta/b in g'] });
      expect(error).toBeInstanceOf(NoTargetAvailableError);
      expect((error as Error).message).toContain('a has no price, and models without one are blocked; b has no price');
    });

    it('a missing key is named before a missing price', async () => {
      const error = await refusal('a', { facts, configured: [], blocked: ['acme/a'] });
      expect(error).toMatchObject({ enabledBy: ['ACME_API_KEY'] });
    });

    it('such a name is on no list', async () => {
      const { router } = await routerOf({ facts, groups, blocked: ['acme/a'] });
      expect(['a', 'b', 'g'].map((name) => router.isRoutable(name))).toEqual([false, true, true]);
    });
  });

  describe('for lists', () => {
    it('has no route where there is none, whatever the reason', async () => {
      const groups = [groupOf('loop', ['loop']), groupOf('empty', []), groupOf('fine', ['a'])];
      const { router } = await routerOf({ facts: [factsOf('a')], groups });
      expect(['loop', 'empty', 'unknown'].map((name) => router.isRoutable(name))).toEqual([false, false, false]);
      expect(router.isRoutable('fine')).toBe(true);
    });

    it('hides no bug of ours', async () => {
      const { router, catalog } = await routerOf({});
      jest.spyOn(catalog, 'snapshot').mockImplementation(() => {
        throw new TypeError('a bug');
      });
      expect(() => router.isRoutable('a')).toThrow('a bug');
    });
  });
});
