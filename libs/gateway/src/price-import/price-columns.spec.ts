import { cellOfPicoUsd, picoUsdOfCell } from './price-columns';

describe('amounts of a list', () => {
  it.each([
    ['0', 0],
    ['1', 1_000_000],
    ['0.25', 250_000],
    ['2.5', 2_500_000],
    ['0.000001', 1],
    ['123456.654321', 123_456_654_321],
    // As a float it would be 0.30000000000000004.
    ['0.3', 300_000],
  ])('%s USD a million tokens are %d pico-USD a token, there and back', (text, picoUsd) => {
    expect(picoUsdOfCell(text)).toBe(picoUsd);
    expect(cellOfPicoUsd(picoUsd)).toBe(text);
  });

  it.each(['', '-1', '1,5', '$1', '1e3', '.5', '1.', '0.0000001', 'free', '1 000', 'NaN', '9999999999'])(
    '%j is none',
    (text) => {
      expect(picoUsdOfCell(text)).toBeUndefined();
    },
  );
});
