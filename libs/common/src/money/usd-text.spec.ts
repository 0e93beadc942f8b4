import { nanoUsdOfText, usdText } from './usd-text';

describe('usdText', () => {
  it.each([
    [0, '0'],
    [1, '0.000000001'],
    [1_500, '0.0000015'],
    [1_000_000_000, '1'],
    [12_345_678_901, '12.345678901'],
    [250_000_000, '0.25'],
  ])('writes %d nano-USD as %s', (nanoUsd, text) => {
    expect(usdText(nanoUsd)).toBe(text);
  });
});

describe('nanoUsdOfText', () => {
  it.each([
    ['0', 0],
    ['25', 25_000_000_000],
    ['0.5', 500_000_000],
    ['0.000000001', 1],
    ['999999.999999999', 999_999_999_999_999],
  ])('reads %s', (text, nanoUsd) => {
    expect(nanoUsdOfText(text)).toBe(nanoUsd);
    expect(usdText(nanoUsd)).toBe(text);
  });

  it.each(['', '.', '1.', '.5', '-1', '1e3', '1,5', ' 1', '1.0000000001', '1000000', 'NaN'])(
    'does not guess at %j',
    (text) => {
      expect(nanoUsdOfText(text)).toBeUndefined();
    },
  );
});
