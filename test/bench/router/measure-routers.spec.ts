import type { JudgedPrompt } from './judged-prompts';
import { measureRouters, type SuiteReport } from './measure-routers';

const SAMPLING = { rounds: 60, seed: 1 };

/** Hard prompts, which only the strong model answers, hold a task; their length says nothing. */
function prompts(suite: string, size = 120): JudgedPrompt[] {
  return Array.from({ length: size }, (_, index) => {
    const isHard = index % 3 === 0;
    const filler = 'lorem '.repeat((index * 5) % 13);
    return { suite, prompt: `${isHard ? 'debug' : 'greet'} ${filler}`, weak: isHard ? 0 : 1, strong: 1 };
  });
}

describe('measureRouters', () => {
  const [first, second] = measureRouters([...prompts('a'), ...prompts('b', 60)], SAMPLING) as [
    SuiteReport,
    SuiteReport,
  ];
  const of = (name: string) => first.routers.find(({ router }) => router === name);

  it('reports each suite by itself', () => {
    expect(first).toMatchObject({ suite: 'a', prompts: 120, strong: 1 });
    expect(first.weak).toBeCloseTo(2 / 3, 12);
    expect(second).toMatchObject({ suite: 'b', prompts: 60 });
  });

  it.each(['keyword', 'score', 'length', 'random', 'oracle'])(
    'tells the figures of %s within their intervals',
    (name) => {
      const report = of(name);
      expect(report?.p99Ms).toBeGreaterThanOrEqual(0);
      for (const { value, low, high } of Object.values(report?.figures ?? {})) {
        expect(low).toBeLessThanOrEqual(value + 1e-9);
        expect(high).toBeGreaterThanOrEqual(value - 1e-9);
      }
    },
  );

  it('has the oracle first and no better order than its', () => {
    const best = of('oracle')?.figures.apgr.value ?? 0;
    expect(best).toBeCloseTo(5 / 6, 9);
    for (const { figures } of first.routers) expect(figures.apgr.value).toBeLessThanOrEqual(best + 1e-9);
  });

  it('finds that a score that sees the task beats the length', () => {
    expect(first.isAimReached).toBe(true);
    expect(first.scoreLessLength.low).toBeGreaterThan(0);
    const difference = (of('score')?.figures.apgr.value ?? 0) - (of('length')?.figures.apgr.value ?? 0);
    expect(first.scoreLessLength.value).toBeCloseTo(difference, 12);
  });

  it('finds that it does not where length is all there is to see', () => {
    const byLength = Array.from({ length: 90 }, (_, index): JudgedPrompt => {
      const isHard = index > 60;
      return { suite: 'l', prompt: 'z'.repeat(10 + index), weak: isHard ? 0 : 1, strong: 1 };
    });
    const [report] = measureRouters(byLength, SAMPLING);
    expect(report?.isAimReached).toBe(false);
    expect(report?.scoreLessLength).toEqual({ value: 0, low: 0, high: 0 });
  });

  it('tells how three targets share the traffic, for routers that see one prompt at a time', () => {
    expect(of('keyword')?.tiers?.map((share) => Number(share.toFixed(6)))).toEqual([0.666667, 0, 0.333333]);
    expect(of('score')?.tiers?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(of('length')?.tiers).toBeUndefined();
  });

  it('is the same for the same seed but for the times', () => {
    const again = measureRouters(prompts('a'), SAMPLING)[0];
    expect(again?.scoreLessLength).toEqual(first.scoreLessLength);
    expect(again?.routers.map(({ figures }) => figures)).toEqual(first.routers.map(({ figures }) => figures));
  });

  it('refuses a suite in which there is nothing to win', () => {
    const even = prompts('even').map((prompt) => ({ ...prompt, weak: 1 as const }));
    expect(() => measureRouters(even, SAMPLING)).toThrow('In even the strong model is no better than the weak one');
  });
});
