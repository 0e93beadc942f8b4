import type { Group } from '@app/contracts';
import { snapshotOf } from '../groups/compiled-group';
import type { Route } from '../route';
import { GroupLoopError } from '../routing.errors';
import { groupOf } from '../testing/small-catalog';
import { liveTreeOf, MAX_DEPTH, routesOf, treeOf, type Judge, type LiveTree } from './live-tree';

const routeOf = (model: string, groupName: string): Route => ({
  providerId: 'acme',
  model,
  facts: undefined,
  set: {},
  path: [model],
  groupName,
  adjusted: [],
});
/** Models whose names begin with "dead" cannot be asked. */
const judge: Judge = (model, groupName) =>
  model.startsWith('dead')
    ? { dropped: { kind: 'paused', reason: `${model} is paused`, enabledBy: undefined } }
    : { route: routeOf(model, groupName) };
const treeFor = (name: string, ...groups: Group[]): LiveTree => liveTreeOf(name, snapshotOf(groups), judge);
const paths = ({ root }: LiveTree): string[] => (root ? routesOf(root).map(({ path }) => path.join('>')) : []);

describe('liveTreeOf', () => {
  it('goes depth first, in order, each model once', () => {
    const tree = treeFor(
      'top',
      groupOf('top', ['low', 'c', 'high']),
      groupOf('low', ['a', 'b']),
      groupOf('high', ['b', 'd']),
    );
    expect(paths(tree)).toEqual(['top>low>a', 'top>low>b', 'top>c', 'top>high>d']);
    expect(tree.dropped).toEqual([]);
  });

  it('cuts off what cannot be asked, and the groups of which nothing is left', () => {
    const tree = treeFor('top', groupOf('top', ['low', 'dead-1', 'a']), groupOf('low', ['dead-2', 'dead-3']));
    expect(paths(tree)).toEqual(['top>a']);
    expect(tree.root?.targets.map(({ name }) => name)).toEqual(['a']);
    expect(tree.dropped.map(({ path, kind }) => [path.join('>'), kind])).toEqual([
      ['top>low>dead-2', 'paused'],
      ['top>low>dead-3', 'paused'],
      ['top>dead-1', 'paused'],
    ]);
  });

  it('has no root where nothing can be asked', () => {
    expect(treeFor('top', groupOf('top', ['dead'])).root).toBeUndefined();
    expect(treeFor('top', groupOf('top', [])).root).toBeUndefined();
  });

  it('tells of a group that is switched off, and of nothing in it', () => {
    const tree = treeFor('top', groupOf('top', ['off', 'b']), groupOf('off', ['a', 'dead'], { isEnabled: false }));
    expect(paths(tree)).toEqual(['top>b']);
    expect(tree.dropped).toMatchObject([{ path: ['top', 'off'], kind: 'switched_off' }]);
  });

  it.each([[true], [false]])('names the path of a loop (its groups switched on: %s)', (isEnabled) => {
    const groups = [groupOf('a', ['b']), groupOf('b', ['c', 'x'], { isEnabled }), groupOf('c', ['a'])];
    expect(() => treeFor('a', ...groups)).toThrow('a > b > c > a');
  });

  const chain = (levels: number): Group[] =>
    Array.from({ length: levels }, (_, i) => groupOf(`g${i}`, [i === levels - 1 ? 'model' : `g${i + 1}`]));

  it('takes ten levels and refuses eleven', () => {
    expect(paths(treeFor('g0', ...chain(MAX_DEPTH)))).toHaveLength(1);
    expect(() => treeFor('g0', ...chain(MAX_DEPTH + 1))).toThrow(GroupLoopError);
  });

  it('counts levels by the longest way, also where a short one was gone before', () => {
    const groups = [groupOf('top', ['g9', 'g0']), ...chain(MAX_DEPTH)];
    expect(() => treeFor('top', ...groups)).toThrow(/deeper than 10 levels/);
  });

  it('asks for a model once, whatever names lead to it', () => {
    const twins: Judge = (model, groupName) => ({ route: { ...routeOf(model, groupName), model: 'one' } });
    const { root: twice } = liveTreeOf('top', snapshotOf([groupOf('top', ['a', 'b'])]), twins);
    expect(twice && routesOf(twice).map(({ path }) => path)).toEqual([['top', 'a']]);
  });

  it('looks at a group once, however many ways lead to it', () => {
    let asked = 0;
    const wide = Array.from({ length: 10 }, (_, level) =>
      groupOf(`l${level}`, level === 9 ? ['m'] : [`l${level + 1}`, `x${level}`]),
    );
    const twins = Array.from({ length: 9 }, (_, level) => groupOf(`x${level}`, [`l${level + 1}`]));
    const shallow = [...wide.slice(5), ...twins.slice(5)];
    const tree = liveTreeOf('l5', snapshotOf(shallow), (model, groupName) => {
      asked++;
      return judge(model, groupName);
    });
    expect(asked).toBe(1);
    expect(tree.root && routesOf(tree.root)).toHaveLength(1);
  });
});

describe('treeOf', () => {
  const { root } = treeFor('top', groupOf('top', ['low', 'c']), groupOf('low', ['a', 'b']));

  it('keeps the branches that lead to something allowed', () => {
    const kept = root && treeOf(root, ({ model }) => model === 'b');
    expect(kept && routesOf(kept).map(({ path }) => path)).toEqual([['top', 'low', 'b']]);
  });

  it('looks at a group once, however many ways lead to it', () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      Array.from({ length: 5 }, (_unused, twin) =>
        groupOf(
          `g${level}-${twin}`,
          level === 8 ? ['m'] : Array.from({ length: 5 }, (_none, next) => `g${level + 1}-${next}`),
        ),
      ),
    ).flat();
    const { root: wide } = treeFor('g0-0', ...levels);
    let asked = 0;
    const kept = wide && treeOf(wide, () => ++asked > 0);
    expect(asked).toBe(5);
    expect(kept && routesOf(kept)).toHaveLength(1);
  });

  it('is nothing where nothing is allowed', () => {
    expect(root && treeOf(root, () => false)).toBeUndefined();
  });
});
