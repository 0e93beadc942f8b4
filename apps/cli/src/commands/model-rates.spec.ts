import { picoUsdOf, ratesText } from './model-rates';

describe('picoUsdOf', () => {
  it.each([
    ['1', 1_000_000],
    ['0.75', 750_000],
    ['$2.5', 2_500_000],
    ['0.000001', 1],
    ['0', 0],
  ])('%s USD a million tokens are %i pico-USD a token', (text, rate) => {
    expect(picoUsdOf('--input', text)).toBe(rate);
  });

  it.each(['0.0000001', '-1', 'free', '', '1,5', '1e3'])('is not %j', (text) => {
    expect(() => picoUsdOf('--input', text)).toThrow(/^--input takes USD a million tokens/);
  });
});

describe('ratesText', () => {
  it.each([
    [{ input: 750_000, cachedInput: 75_000, cacheWrite: null, output: 4_500_000 }, 'in 0.75, cached 0.075, out 4.5'],
    [{ input: 1, cachedInput: null, cacheWrite: 5, output: null }, 'in 0.000001'],
  ])('%j', (rates, text) => {
    expect(ratesText(rates)).toBe(text);
  });
});
