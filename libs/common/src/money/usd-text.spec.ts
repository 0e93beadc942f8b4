import { usdText } from './usd-text';

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
