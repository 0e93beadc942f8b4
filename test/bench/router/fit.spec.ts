import { amountsOf, doublingsOf } from '../../../libs/routing/src/score/signal-amounts';
import { SIGNAL_WEIGHTS, type SignalName } from '../../../libs/routing/src/score/signal-weights';
import { fitSignals } from './fit';
import type { JudgedPrompt } from './judged-prompts';
import { viewOf } from './routers';

/** A suite in which every second prompt holds steps, and only those are won. */
function suite(name: string, size: number, extra = ''): JudgedPrompt[] {
  return Array.from({ length: size }, (_, index) => {
    const isHard = index % 2 === 0;
    const prompt = `${isHard ? 'then after next' : 'some plain words'} about ${'thing'.repeat((index * 7) % 11)}${extra}`;
    return { suite: name, prompt, weak: isHard ? 0 : 1, strong: 1 };
  });
}

describe('fit', () => {
  const fitted = fitSignals([...suite('first', 200), ...suite('second', 60)]);

  it('raises the weight of what wins', () => {
    expect(fitted.points.steps).toBeGreaterThan(10 * SIGNAL_WEIGHTS.steps.least);
  });

  it('goes below no weight that sense gives', () => {
    for (const [name, { least }] of Object.entries(SIGNAL_WEIGHTS))
      expect(fitted.points[name as SignalName]).toBeGreaterThanOrEqual(least);
  });

  it('leaves what never occurs where sense put it', () => {
    expect(fitted.points.code).toBe(SIGNAL_WEIGHTS.code.least);
    expect(fitted.points.depth).toBe(SIGNAL_WEIGHTS.depth.least);
  });

  it('tells what other folds would have made of each suite', () => {
    expect([...fitted.crossValidated.keys()]).toEqual(['first', 'second']);
    for (const apgr of fitted.crossValidated.values()) expect(apgr).toBeCloseTo(0.75, 1);
  });

  it('makes a table that begins at 0 and never falls', () => {
    const { shareTable } = fitted;
    expect(shareTable).toHaveLength(21);
    expect(shareTable[0]).toBe(0);
    expect(shareTable).toEqual([...shareTable].sort((a, b) => a - b));
  });

  it('looks at suites apart: what differs only between them tells nothing', () => {
    const even = (name: string, extra: string, weak: 0 | 1): JudgedPrompt[] =>
      suite(name, 60).map(({ prompt }) => ({ suite: name, prompt: `${prompt}${extra}`, weak, strong: 1 }));
    const { points } = fitSignals([...even('easy', '', 1), ...even('hard', ' if so', 0), ...suite('both', 60)]);
    expect(points.conditions).toBe(SIGNAL_WEIGHTS.conditions.least);
  });

  it('counts suites alike, whatever their size', () => {
    const small = suite('small', 40);
    const once = fitSignals([...suite('large', 100, ' x'), ...small]).points;
    const twice = fitSignals([...suite('large', 100, ' x'), ...small, ...small]).points;
    expect(twice).toEqual(once);
  });

  it('lays the table also by the prompts without their answer options', () => {
    const prompts = suite('s', 100, '\nA. one, if so\nB. two, if so\nC. three, if so\nAnswer:');
    const { points, shareTable } = fitSignals(prompts);
    const raws = prompts.map(({ prompt }) => {
      const amounts = Object.entries(amountsOf(viewOf(prompt)));
      return amounts.reduce((sum, [name, amount]) => sum + points[name as SignalName] * doublingsOf(amount), 0);
    });
    expect(shareTable[1]).toBeLessThan(Math.min(...raws));
    expect(shareTable[20]).toBeCloseTo(Math.max(...raws), 1);
  });
});
