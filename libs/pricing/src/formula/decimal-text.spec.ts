import { decimalText } from './decimal-text';

describe('decimalText', () => {
  it.each([
    [0, 9, 0, '0'],
    [0, 6, 2, '0.00'],
    [1, 9, 0, '0.000000001'],
    [1_230_000, 9, 0, '0.00123'],
    [2_500_000, 6, 2, '2.50'],
    [3_625, 6, 2, '0.003625'],
    [12_000_000, 6, 0, '12'],
    [12_000_000, 6, 2, '12.00'],
    [9_007_199_254_740_991, 9, 0, '9007199.254740991'],
    [5_000, 4, 0, '0.5'],
  ])('writes %d of 10^-%d with at least %d places as %s', (amount, places, least, expected) => {
    expect(decimalText(amount, places, least)).toBe(expected);
  });
});
