import type { JudgedPrompt } from './judged-prompts';
import { hasKeyword, routers, viewOf } from './routers';

const judged = (prompt: string, weak: 0 | 1 = 0, strong: 0 | 1 = 1): JudgedPrompt => ({
  suite: 's',
  prompt,
  weak,
  strong,
});
const scoresOf = (name: string, ...prompts: JudgedPrompt[]): number[] => {
  const router = routers(1).find((one) => one.name === name);
  return prompts.map((prompt) => router?.score(prompt) ?? Number.NaN);
};

describe('routers', () => {
  it('are the five that are compared', () => {
    expect(routers(1).map(({ name }) => name)).toEqual(['keyword', 'score', 'length', 'random', 'oracle']);
  });

  it('place prompts on a scale of their own only where they see one prompt at a time', () => {
    const withShare = routers(1).filter(({ share }) => share);
    expect(withShare.map(({ name }) => name)).toEqual(['keyword', 'score']);
    for (const { share } of withShare) {
      expect(share?.(judged('Hi'))).toBeLessThan(0.33);
      expect(share?.(judged('Debug this Python script and implement a queue.'))).toBeGreaterThan(0.7);
    }
  });

  it.each([
    ['keyword', 'What is 2+2?', 'debug it'],
    ['score', 'What is 2+2?', 'debug it'],
    ['length', 'Hi', 'Hello'],
  ])('%s puts %j below %j', (name, low, high) => {
    const [lower = 0, higher = 0] = scoresOf(name, judged(low), judged(high));
    expect(lower).toBeLessThan(higher);
  });

  it('the oracle knows what is won', () => {
    expect(scoresOf('oracle', judged('a', 0, 1), judged('a', 1, 1), judged('a', 1, 0))).toEqual([1, 0, -1]);
  });

  it('chance is the same for the same seed', () => {
    const [first, second] = [1, 1].map(() => scoresOf('random', judged('a'), judged('b')));
    expect(first).toEqual(second);
    expect(first?.[0]).not.toBe(first?.[1]);
  });
});

describe('viewOf', () => {
  it('is a question on its own', () => {
    expect(viewOf('Hello')).toEqual({ question: 'Hello', depth: 0, chars: 5 });
  });
});

describe('hasKeyword', () => {
  it.each([
    ['Debug this', true],
    ['please DEBUG', true],
    ['debugging', true],
    ['(debug)', true],
    ['a non-debug build', true],
    ['xdebug', false],
    ['2debug', false],
    ['édebug', false],
    ['xdebug, then debug', true],
    ['go step by step', true],
    ['two-step by step', true],
    ['misstep by step', false],
    ['', false],
  ])('%j: %s', (prompt, isHit) => {
    expect(hasKeyword(prompt, ['debug', 'step by step'])).toBe(isHit);
  });
});
