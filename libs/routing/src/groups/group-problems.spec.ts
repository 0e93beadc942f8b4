import type { Group } from '@app/contracts';
import { groupOf } from '../testing/small-catalog';
import { groupProblems } from './group-problems';

const among = (...groups: Group[]): ReadonlyMap<string, Group> => new Map(groups.map((group) => [group.name, group]));
const problemsOf = (fields: Partial<Group>, ...others: Group[]): string[] =>
  groupProblems({ ...groupOf('mine', ['a', 'b']), ...fields }, among(...others));

describe('groupProblems', () => {
  it.each<[string, Partial<Group>]>([
    ['fallback', {}],
    ['heuristic', { strategy: 'heuristic' }],
    ['keywords', { strategy: 'heuristic', settings: { keywords: [{ words: ['debug'], target: 'b' }], cuts: [0.5] } }],
    ['classifier', { strategy: 'classifier', settings: { threshold: 7, selectors: ['gpt-5.4-nano', 'ollama/*'] } }],
    ['weighted', { strategy: 'weighted', settings: { weights: { a: 3, b: 0.5 } } }],
    ['a level', { logicLevel: 10 }],
  ])('has none for %s', (_, fields) => {
    expect(problemsOf(fields)).toEqual([]);
  });

  it.each<[string, Partial<Group>, RegExp]>([
    ['a name with a slash', { name: 'a/b' }, /^name: /],
    ['a name in capitals', { name: 'Mine' }, /^name: /],
    ['no targets', { targets: [] }, /^targets: at least one/],
    ['a target twice', { targets: ['a', 'a'] }, /"a" stands there twice/],
    ['a level of none', { logicLevel: 0 }, /^logicLevel: /],
    ['a level of eleven', { logicLevel: 11 }, /^logicLevel: /],
    ['a setting nobody knows', { settings: { cuts: [] } }, /settings\./],
    ['a threshold of one', { strategy: 'classifier', settings: { threshold: 1 } }, /settings\.threshold/],
    ['a threshold that is no number', { strategy: 'classifier', settings: { threshold: '10' } }, /settings\.threshold/],
    ['a weight below nothing', { strategy: 'weighted', settings: { weights: { a: -1 } } }, /settings\.weights\.a/],
    ['a weight of a stranger', { strategy: 'weighted', settings: { weights: { c: 1 } } }, /"c" is no target/],
    ['too few cuts', { strategy: 'heuristic', settings: { cuts: [] } }, /2 targets need 1/],
    [
      'cuts that fall',
      { strategy: 'heuristic', targets: ['a', 'b', 'c'], settings: { cuts: [0.6, 0.5] } },
      /must not fall/,
    ],
    [
      'a keyword to a stranger',
      { strategy: 'heuristic', settings: { keywords: [{ words: ['x'], target: 'c' }] } },
      /"c" is no target/,
    ],
    [
      'a keyword of nothing',
      { strategy: 'heuristic', settings: { keywords: [{ words: [' '], target: 'a' }] } },
      /settings\.keywords/,
    ],
    [
      'more words than a matcher is built for',
      { strategy: 'heuristic', settings: { keywords: [{ words: Array(30).fill('x'.repeat(100)), target: 'a' }] } },
      /2000 characters/,
    ],
    ['more targets than anybody means', { targets: Array.from({ length: 101 }, (_, i) => `m${i}`) }, /at most 100/],
  ])('tells of %s', (_, fields, problem) => {
    expect(problemsOf(fields).join('; ')).toMatch(problem);
  });

  it('names the way of a loop', () => {
    expect(problemsOf({ targets: ['other'] }, groupOf('other', ['third']), groupOf('third', ['mine']))).toEqual([
      'targets: it leads back to itself: mine > other > third > mine',
    ]);
    expect(problemsOf({ targets: ['mine'] })).toEqual(['targets: it leads back to itself: mine > mine']);
  });

  it('leaves a loop to those who are in it', () => {
    const loop = [groupOf('x', ['y']), groupOf('y', ['x'])];
    expect(problemsOf({}, ...loop)).toEqual([]);
    expect(problemsOf({ targets: ['x'] }, ...loop)).toHaveLength(1);
  });

  const chain = (levels: number): Group[] =>
    Array.from({ length: levels }, (_, i) => groupOf(`g${i}`, [i === levels - 1 ? 'a' : `g${i + 1}`]));

  it('counts the levels above and below a group', () => {
    expect(problemsOf({ targets: ['g0'] }, ...chain(9))).toEqual([]);
    expect(problemsOf({ targets: ['g0'] }, ...chain(10)).join()).toMatch(/deeper than 10 levels: mine > g0 > /);
    const [last, ...others] = chain(10).toReversed();
    const lengthened = { ...last, name: 'g9', targets: ['mine'] } as Group;
    expect(problemsOf({}, lengthened, ...others).join()).toMatch(/deeper than 10 levels: g0 > .* > mine/);
  });
});
