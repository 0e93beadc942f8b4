import { amountsOf, doublingsOf } from './signal-amounts';

const alone = (question: string) => ({ question, depth: 0, chars: question.length });

describe('amountsOf', () => {
  it('takes length and depth from the view, and thousands of the other messages as context', () => {
    const amounts = amountsOf({ question: 'Hello', depth: 4, chars: 2_505 });
    expect(amounts).toMatchObject({ length: 5, depth: 4, context: 2.5 });
  });

  it('counts the text of the question', () => {
    expect(amountsOf(alone('If it rains, then debug.'))).toMatchObject({
      conditions: 1,
      steps: 1,
      tasks: 1,
      clauses: 1,
      sentences: 1,
    });
  });

  it('takes no context away where somebody counted too few characters', () => {
    expect(amountsOf({ question: 'Hello', depth: 0, chars: 0 }).context).toBe(0);
  });

  it.each([
    ['tasks', { question: 'debug '.repeat(500), depth: 0, chars: 3_000 }, 63],
    ['depth', { question: '', depth: 900, chars: 0 }, 63],
    ['context', { question: '', depth: 0, chars: 5_000_000 }, 63],
    ['length', alone('x'.repeat(1_000_000)), 65_536],
  ] as const)('stops counting %s where more says no more', (name, view, most) => {
    expect(amountsOf(view)[name]).toBe(most);
  });

  describe('of a long question', () => {
    const filler = 'x '.repeat(10_000);

    it.each([
      ['the beginning', `debug ${filler}${filler}`, 1],
      ['the end', `${filler}${filler} debug`, 1],
      ['both', `debug ${filler}${filler} debug`, 2],
      ['neither', `${filler}debug ${filler}`, 0],
    ])('reads %s, not the middle', (_where, question, count) => {
      expect(amountsOf(alone(question)).tasks).toBe(count);
    });

    it('makes no word of the two edges', () => {
      const question = `${'.'.repeat(16_384 - 2)}deCUTbug${'.'.repeat(8_192 - 3)}`;
      expect(amountsOf(alone(question)).tasks).toBe(0);
    });

    it('reads all of one that just fits, once', () => {
      const question = `${' '.repeat(14_000)}debug${' '.repeat(6_000)}`;
      expect(amountsOf(alone(question)).tasks).toBe(1);
    });
  });
});

describe('doublingsOf', () => {
  it.each([
    [0, 0],
    [1, 1],
    [3, 2],
    [63, 6],
  ])('of %d is %d', (amount, doublings) => {
    expect(doublingsOf(amount)).toBe(doublings);
  });
});
