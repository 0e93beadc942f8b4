import type { Group } from '@app/contracts';
import { isOnPath, placed, treeOf, type TreeFacts } from './layout';

const group = (name: string, targets: readonly string[], isEnabled = true): Group => ({
  ...{ name, targets, isEnabled, strategy: 'fallback', logicLevel: null, primaryUse: null, settings: {} },
});

function facts(...groups: readonly Group[]): TreeFacts {
  return {
    groups: new Map(groups.map((each) => [each.name, each])),
    warningsOf: (model) => (model === 'old' ? ['unpriced'] : []),
  };
}

describe('the tree of a group', () => {
  it('puts groups in the middle of what they lead to, a line for each model', () => {
    const tree = treeOf('top', facts(group('top', ['low', 'c']), group('low', ['a', 'b'])));
    const places = placed(tree).map(({ node, column, line, parent }) => [node.name, column, line, parent?.node.name]);
    expect(places).toEqual([
      ['top', 0, 1, undefined],
      ['low', 1, 0.5, 'top'],
      ['a', 2, 0, 'low'],
      ['b', 2, 1, 'low'],
      ['c', 1, 2, 'top'],
    ]);
  });

  it('names the path of a cycle and does not follow it', () => {
    const tree = treeOf('a', facts(group('a', ['b']), group('b', ['a'])));
    const last = placed(tree).at(-1);
    expect(last?.node.warnings).toEqual(['leads back to itself: a > b > a']);
  });

  it('warns of what is disabled, unpriced and nested too deep', () => {
    const chain = Array.from({ length: 12 }, (_, index) => group(`g${index}`, [`g${index + 1}`]));
    expect(placed(treeOf('g0', facts(...chain))).at(-1)?.node.warnings).toEqual(['deeper than 10 levels']);
    expect(treeOf('off', facts(group('off', ['old'], false)))).toMatchObject({
      warnings: ['disabled'],
      children: [{ warnings: ['unpriced'] }],
    });
  });

  it.each([
    [['top'], true],
    [['top', 'low'], true],
    [['top', 'other'], false],
    [['top', 'low', 'a', 'x'], false],
  ])('%j on the way to a: %s', (path, expected) => {
    const node = { path, name: 'x', warnings: [], children: [] };
    expect(isOnPath(node, ['top', 'low', 'a'])).toBe(expected);
  });
});
