import { countsOf, MARK_SIGNALS, type TextSignal } from './text-counts';
import { SIGNAL_WORDS } from './signal-words';

/** Only what was counted at all. */
function found(text: string): Partial<Record<TextSignal, number>> {
  return Object.fromEntries(Object.entries(countsOf(text)).filter(([, count]) => count > 0));
}

describe('countsOf', () => {
  it('knows every signal, and counts nothing in nothing', () => {
    const counts = countsOf('');
    expect(Object.keys(counts).sort()).toEqual([...MARK_SIGNALS, ...Object.keys(SIGNAL_WORDS)].sort());
    expect(found('')).toEqual({});
  });

  describe.each<{ signal: TextSignal; cases: [text: string, count: number][] }>([
    {
      signal: 'sentences',
      cases: [
        ['One. Two! Three?', 3],
        ['It costs 3.50 today', 0],
        ['See www.example.com for more', 0],
        ['第一句。 第二句？', 2],
        ['Really?! ', 1],
      ],
    },
    {
      signal: 'clauses',
      cases: [
        ['red, green; blue', 2],
        ['a city of 1,250,000', 0],
        ['一，二；三', 2],
      ],
    },
    {
      signal: 'questions',
      cases: [
        ['Why? And how?', 2],
        ['为什么？', 1],
        ['Tell me.', 0],
      ],
    },
    {
      signal: 'numbers',
      cases: [
        ['7 and 42', 2],
        ['1,234.5 is one', 1],
        ['1, 2, 3', 3],
        ['the end is 10.', 1],
        ['x2', 1],
        ['none', 0],
      ],
    },
    {
      signal: 'fractions',
      cases: [
        ['3/4 of it', 1],
        ['1/2 and 2/3', 2],
        ['due on 3/4/2026', 0],
        ['and/or', 0],
        ['5/', 0],
        ['2026/05', 1],
      ],
    },
    {
      signal: 'operators',
      cases: [
        ['2 + 2 = 4', 2],
        ['a × b ÷ c', 2],
        ['x^2 < y', 2],
        ['a-b', 0],
      ],
    },
    {
      signal: 'logicSymbols',
      cases: [
        ['∀x ∃y (x ∈ y)', 3],
        ['P → Q', 1],
        ['plain', 0],
      ],
    },
    {
      signal: 'cases',
      cases: [
        ['Case 1 holds. Case 2 does not. Case 3 may.', 2],
        ['I choose option 2', 0],
        ['i. rain ii. snow iii. sun', 2],
        ['Statement 1: A. Statement 2: B.', 1],
        ['room 1, room 2', 0],
        ['case one, case two', 0],
      ],
    },
    {
      signal: 'listItems',
      cases: [
        ['- milk\n- eggs\n* bread', 3],
        ['1. wash\n2) rinse\n  12. dry', 3],
        ['text\n\n- once', 1],
        ['-5 degrees', 0],
        ['2026. A year', 1],
        ['12345. too long to number an item', 0],
        ['well - no', 0],
      ],
    },
    {
      signal: 'code',
      cases: [
        ['call()', 1],
        ['a == b && c != d', 3],
        ['() => {\n', 3],
        ['```', 2],
        ['first\n    second\n\tthird', 2],
        ['first\n second', 0],
        ['the set {1, 2, 3}', 0],
        ['send {"a": 1}', 1],
        ['line;\n', 1],
        ['one; two', 0],
        ['text\n   \n', 0],
      ],
    },
  ])('$signal', ({ signal, cases }) => {
    it.each(cases)('%j: %d', (text, count) => {
      expect(countsOf(text)[signal]).toBe(count);
    });
  });

  describe('words', () => {
    it.each<[string, Partial<Record<TextSignal, number>>]>([
      ['Debug', { tasks: 1 }],
      ['DEBUG dEbUg', { tasks: 2 }],
      ['python', { codeWords: 1 }],
      ['databases', { codeWords: 1 }],
      ['then', { steps: 1 }],
      ["they can't", { story: 1, negation: 1 }],
      ['they can’t', { story: 1, negation: 1 }],
      ['is as', { comparison: 1 }],
      ['pre-proof', { tasks: 1 }],
      ['proofread', {}],
      ['unthen', {}],
      ["'if'", { conditions: 1 }],
      ['если', {}],
    ])('%s: %j', (text, counts) => {
      expect(found(text)).toEqual(counts);
    });
  });

  it('does not look into what lies behind an apostrophe at the end of the text', () => {
    expect(found("if'")).toEqual({ conditions: 1 });
  });

  it.each(['a'.repeat(100_000), '1'.repeat(100_000), '\n'.repeat(100_000), ' '.repeat(100_000), "'".repeat(100_000)])(
    'comes to an end on 100,000 of the same character',
    (text) => {
      expect(countsOf(text).tasks).toBe(0);
    },
  );

  describe('of programs', () => {
    it.each([
      ['a call', 'start()'],
      ['an arrow function', '(a) => a'],
      ['a comparison', 'a == b'],
      ['an inequality', 'a != b'],
      ['both', 'a && b'],
      ['either', 'a || b'],
      ['a namespace', 'std::vector'],
      ['an assignment', 'a := 1'],
      ['an addition in place', 'a += 1'],
      ['a closing tag', '</div>'],
      ['an empty tag', '<br/>'],
      ['a block', 'if (a) {\n'],
      ['the end of a statement', 'return a;\n'],
      ['an object', '{"name": "a"}'],
      ['a fence', '``` '],
      ['an indented line', 'def f:\n  pass'],
    ])('sees %s', (_what, text) => {
      expect(countsOf(text).code).toBeGreaterThan(0);
    });
  });

  describe('of prose', () => {
    it.each([
      ['a list in brackets', 'the letters {a, b, c} and [d]'],
      ['a reaction', 'A + B -> C'],
      ['a bracket', 'Paris (the capital)'],
      ['an address', 'https://example.com/a/b?c=d'],
      ['a smile', 'thanks :)'],
      ['an indented paragraph end', 'one\n  \ntwo'],
    ])('takes %s for no code', (_what, text) => {
      expect(countsOf(text).code).toBe(0);
    });

    it.each([
      ['a pronoun at the end', 'my friend and I went', 0],
      ['rooms', 'room 1 and room 2', 0],
      ['steps that are referred to once', 'see step 4', 0],
      ['requirements', 'Requirement 1: fast. Requirement 2: small.', 1],
    ])('counts %s as so many cases', (_what, text, cases) => {
      expect(countsOf(text).cases).toBe(cases);
    });
  });
});
