import { cutsOf, EMPTY_DRAFT, moved, problemsOf, withSetting, withStrategy, withTargets, type Draft } from './draft';

const draft = (part: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, name: 'support', targets: ['a', 'b'], ...part });

describe('a draft of a group', () => {
  it.each([
    [0, 1, ['b', 'a', 'c']],
    [2, 0, ['c', 'a', 'b']],
    [0, -1, ['a', 'b', 'c']],
    [2, 3, ['a', 'b', 'c']],
    [9, 0, ['a', 'b', 'c']],
  ])('moves entry %i to place %i', (from, to, expected) => {
    expect(moved(['a', 'b', 'c'], from, to)).toEqual(expected);
  });

  it('keeps what the new strategy knows', () => {
    const before = draft({ strategy: 'classifier', settings: { cuts: [0.3], threshold: 5, selectors: ['x'] } });
    expect(withStrategy(before, 'heuristic').settings).toEqual({ cuts: [0.3] });
    expect(withStrategy(before, 'fallback').settings).toEqual({});
  });

  it('leaves settings alone that this page does not know', () => {
    const before = draft({ settings: { cuts: [0.3], later: true } });
    expect(withSetting(before, 'cuts', [0.4]).settings).toEqual({ cuts: [0.4], later: true });
    expect(withSetting(before, 'cuts', undefined).settings).toEqual({ later: true });
  });

  it('cuts anew when the number of targets changes, and only then', () => {
    const before = draft({ settings: { cuts: [0.3] } });
    expect(withTargets(before, ['b', 'a']).settings).toEqual({ cuts: [0.3] });
    expect(withTargets(before, ['a', 'b', 'c', 'd']).settings).toEqual({ cuts: [0.25, 0.5, 0.75] });
    expect(withTargets(draft({}), ['a']).settings).toEqual({});
    expect(cutsOf(draft({}))).toEqual([0.5]);
  });

  it.each([
    ['targets', 'targets: it leads back to itself: a > b > a'],
    ['name', undefined],
    ['settings', 'settings.cuts: 2 targets need 1 of them'],
  ])('finds the problems of %s', (field, expected) => {
    const problems = ['targets: it leads back to itself: a > b > a', 'settings.cuts: 2 targets need 1 of them'];
    expect(problemsOf(problems, field)).toBe(expected);
  });
});
