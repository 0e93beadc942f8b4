import { countTokens, firstTokens, piecesOf, textOf, tokensIn } from './token-pieces';

describe('token pieces', () => {
  it.each([
    'plain words here',
    '',
    'emoji 👩‍🚀 and 漢字かな',
    '<|endoftext|> is text',
    'x'.repeat(2_500),
    'word '.repeat(700),
  ])('give the text back and count as a whole: %#', (text) => {
    const pieces = piecesOf(text);
    expect(textOf(pieces)).toBe(text);
    expect(tokensIn(pieces)).toBe(countTokens(text));
  });

  it('never hold half a character', () => {
    expect(piecesOf('👩‍🚀漢'.repeat(5)).every(({ text }) => !text.includes('\uFFFD'))).toBe(true);
  });

  it('are one token each for plain English', () => {
    expect(piecesOf('the river runs past').every(({ tokens }) => tokens === 1)).toBe(true);
  });

  // In one piece it would take longer than the time limit of a test.
  it('count a long run without a break', () => {
    expect(countTokens('漢'.repeat(100_000))).toBeGreaterThan(1_000);
  });

  it('are cut at whole pieces', () => {
    const pieces = piecesOf('the river runs past');
    expect(textOf(firstTokens(pieces, 2))).toBe('the river');
    expect(firstTokens(pieces, 0)).toEqual([]);
    expect(firstTokens(pieces, Number.POSITIVE_INFINITY)).toHaveLength(4);
  });
});
