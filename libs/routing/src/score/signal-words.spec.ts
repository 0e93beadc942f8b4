import { CASE_LABELS, SIGNAL_OF_WORD, SIGNAL_WORDS } from './signal-words';

const words = Object.entries(SIGNAL_WORDS).flatMap(([signal, list]) =>
  list.split(/\s+/).map((word) => ({ signal, word })),
);

describe('signal words', () => {
  it('gives each word one signal, once', () => {
    const seen = new Set<string>();
    const twice = words.filter(({ word }) => seen.size === seen.add(word).size);
    expect(twice).toEqual([]);
    expect(SIGNAL_OF_WORD.size).toBe(words.length);
  });

  it('writes words as the counter reads them: lower case, letters and the plain apostrophe', () => {
    expect(words.filter(({ word }) => !/^[a-z']+$/.test(word))).toEqual([]);
    expect([...CASE_LABELS].filter((word) => !/^[a-z]+$/.test(word))).toEqual([]);
  });

  it('finds the signal of each word', () => {
    for (const { signal, word } of words) expect(SIGNAL_OF_WORD.get(word)).toBe(signal);
  });

  it('has no name of a vendor or model among them', () => {
    expect(words.filter(({ word }) => /gpt|gemini|grok|kimi|deepseek|llama/.test(word))).toEqual([]);
  });
});
