import { promptOfText } from '../prompt/prompt-of';
import { scoreOf } from '../score/prompt-score';
import { calibratedCuts } from './calibrated-cuts';

const TARGETS = ['small', 'middle', 'large'];
/** Of all lengths, none with a keyword. */
const PROMPTS = Array.from({ length: 300 }, (_, i) =>
  promptOfText(`Tell me ${'about birds and '.repeat(i % 60)}trees ${i}`),
);
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe('calibratedCuts', () => {
  it.each([[[1, 1, 1]], [[60, 30, 10]], [[5, 90, 5]], [[0.5, 0.25, 0.25]]])(
    'gives each target its share: %j',
    (shares) => {
      const { cuts, after } = calibratedCuts(PROMPTS, TARGETS, {}, shares);
      expect(cuts).toHaveLength(2);
      for (const [index, share] of shares.entries()) {
        const wanted = (share / sum(shares)) * PROMPTS.length;
        // Prompts of one score stand or fall together.
        expect(Math.abs((after[index] ?? 0) - wanted)).toBeLessThanOrEqual(15);
      }
      expect(sum(after)).toBe(PROMPTS.length);
    },
  );

  it.each([
    [
      [1, 0, 0],
      [300, 0, 0],
    ],
    [
      [0, 0, 1],
      [0, 0, 300],
    ],
  ])('gives all to one: %j', (shares, counts) => {
    expect(calibratedCuts(PROMPTS, TARGETS, {}, shares).after).toEqual(counts);
  });

  it('counts what keywords decide towards the share of their target', () => {
    const keywords = [{ words: ['birds'], target: 'large' }];
    const { byKeyword, after } = calibratedCuts(PROMPTS, TARGETS, { keywords }, [1, 1, 8]);
    expect(byKeyword).toBeGreaterThan(200);
    expect(after[2]).toBe(byKeyword);
  });

  it('tells what the cuts were worth so far', () => {
    const cuts = [0, 1];
    expect(calibratedCuts(PROMPTS, TARGETS, { keywords: [], cuts }, [1, 1, 1]).before).toEqual([0, 300, 0]);
  });

  it('rises from cut to cut, and stays on the scale', () => {
    const { cuts } = calibratedCuts(PROMPTS, ['a', 'b', 'c', 'd', 'e'], {}, [3, 1, 0, 2, 4]);
    expect(cuts).toEqual(cuts.toSorted((a, b) => a - b));
    for (const cut of cuts) expect(cut).toBeGreaterThanOrEqual(0);
    for (const cut of cuts) expect(cut).toBeLessThanOrEqual(1);
  });

  it('counts as the heuristic chooses: a score at a cut goes up', () => {
    const [prompt = promptOfText('')] = PROMPTS;
    const { share } = scoreOf(prompt);
    expect(calibratedCuts([prompt], ['a', 'b'], { keywords: [], cuts: [share] }, [1, 0]).before).toEqual([0, 1]);
  });

  it('has nothing to go by without prompts', () => {
    expect(calibratedCuts([], TARGETS, {}, [1, 1, 1])).toMatchObject({ cuts: [1, 1], after: [0, 0, 0] });
  });
});
