import { DEFAULT_KEYWORDS } from './default-keyword-rules';

/** As the rules promise: at the beginning of a word, in upper or lower case. */
function isHit(prompt: string): boolean {
  const text = ` ${prompt.toLowerCase()}`;
  return DEFAULT_KEYWORDS.some((keyword) => text.includes(` ${keyword}`));
}

describe('DEFAULT_KEYWORDS', () => {
  it('is a short list', () => {
    expect(DEFAULT_KEYWORDS.length).toBeGreaterThanOrEqual(20);
    expect(DEFAULT_KEYWORDS.length).toBeLessThanOrEqual(40);
  });

  it('names each word once, in lower case, without blanks around it', () => {
    expect(new Set(DEFAULT_KEYWORDS).size).toBe(DEFAULT_KEYWORDS.length);
    for (const keyword of DEFAULT_KEYWORDS) expect(keyword).toBe(keyword.toLowerCase().trim());
  });

  it('holds no word that another one already covers', () => {
    const covered = DEFAULT_KEYWORDS.filter((keyword) =>
      DEFAULT_KEYWORDS.some((other) => other !== keyword && keyword.startsWith(other)),
    );
    expect(covered).toEqual([]);
  });

  it.each([
    'Debug this race condition in my Go code.',
    'Write a Python red-black tree implementation.',
    'Explain TCP step by step',
    'Please refactor the parser',
    'PROVE THAT there are infinitely many primes',
  ])('hits %j', (prompt) => {
    expect(isHit(prompt)).toBe(true);
  });

  it.each([
    'What is 2+2?',
    'Hi',
    "Translate 'hello' into French",
    'Please proofread this letter',
    'Explain this proverb',
    'Why do birds migrate?',
    'Who designed the Eiffel tower?',
  ])('leaves %j alone', (prompt) => {
    expect(isHit(prompt)).toBe(false);
  });
});
