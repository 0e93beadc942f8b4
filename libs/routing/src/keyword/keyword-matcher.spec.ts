import { KeywordMatcher } from './keyword-matcher';

const RULES = [['step by step', 'prove'], ['debug', 'Fix THE'], ['调试']];

describe('KeywordMatcher', () => {
  const matcher = new KeywordMatcher(RULES);

  it.each<[string, number, string]>([
    ['debug this', 1, 'debug'],
    ['Please DEBUG this', 1, 'debug'],
    ['debugging is fun', 1, 'debug'],
    ['think step by step', 0, 'step by step'],
    ['think step\nby\tstep', 0, 'step by step'],
    ['(prove)', 0, 'prove'],
    ['fix the thing', 1, 'fix the'],
    ['请帮我调试这个', 2, '调试'],
    ['debug it and prove it', 0, 'prove'],
    ['x-debug', 1, 'debug'],
  ])('finds in %j rule %i by "%s"', (text, rule, word) => {
    expect(matcher.find(text)).toEqual({ rule, word });
  });

  it.each(['', 'improve', 'stepped by', 'xdebug', '_debug', 'step by  step', 'de bug', 'proof'])(
    'finds nothing in %j',
    (text) => {
      expect(matcher.find(text)).toBeUndefined();
    },
  );

  it('finds words that lie inside and across one another', () => {
    const nested = new KeywordMatcher([['abcd'], ['bc'], ['c d']]);
    expect(nested.find('abce')).toBeUndefined();
    expect(nested.find('a bce')).toEqual({ rule: 1, word: 'bc' });
    expect(nested.find('ab c d')).toEqual({ rule: 2, word: 'c d' });
    expect(nested.find('abcd')).toEqual({ rule: 0, word: 'abcd' });
  });

  it.each([[[]], [[[]]], [[['', '  ']]]])('made of %j finds nothing', (rules) => {
    expect(new KeywordMatcher(rules).find('anything')).toBeUndefined();
  });

  it('takes characters for what they are, and for no pattern', () => {
    const literal = new KeywordMatcher([['c++'], ['.*'], ['a|b']]);
    expect(literal.find('in C++ please')).toEqual({ rule: 0, word: 'c++' });
    expect(literal.find('anything')).toBeUndefined();
    expect(literal.find('either a|b')).toEqual({ rule: 2, word: 'a|b' });
  });

  it('agrees with a search by hand on random texts', () => {
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const letters = 'ab ';
    const random = (length: number): string =>
      Array.from({ length }, () => letters.charAt(next(letters.length))).join('');
    for (let round = 0; round < 300; round++) {
      const words = Array.from({ length: 4 }, () =>
        random(1 + next(4))
          .trim()
          .replaceAll(/\s+/gu, ' '),
      ).filter((word) => word !== '');
      const text = random(30);
      const expected = words.findIndex((word) => ` ${text}`.includes(` ${word}`));
      expect(new KeywordMatcher(words.map((word) => [word])).find(text)?.rule ?? -1).toBe(
        expected < 0 ? -1 : words.indexOf(words[expected] ?? ''),
      );
    }
  });
});
