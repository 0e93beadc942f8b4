import { LATENCY_BINS } from '../entities/usage-bucket.entity';
import { latencyBinOf } from './latency-bin';

describe('latencyBinOf', () => {
  it.each([
    ['a negative time', -5, 0],
    ['no time', 0, 0],
    ['less than the first bound', 1.41, 0],
    ['a little more than the square root of two', 1.4143, 1],
    ['the bound of two milliseconds', 2, 2],
    ['just below it', 1.999_999, 1],
    ['four milliseconds', 4, 4],
    ['five', 5, 4],
    ['six', 6, 5],
    ['a second', 1_000, 19],
    ['1,024 ms', 1_024, 20],
    ['twelve minutes', 12 * 60_000, 38],
    ['thirteen minutes', 13 * 60_000, 39],
    ['a day', 86_400_000, 39],
    ['what is endless', Infinity, 39],
    ['what is no number', NaN, 0],
  ])('puts %s into its bin', (_, ms, bin) => {
    expect(latencyBinOf(ms)).toBe(bin);
  });

  it('begins each bin exactly at its bound', () => {
    for (let bin = 1; bin < LATENCY_BINS; bin += 1) {
      const bound = 2 ** (bin / 2);
      expect(latencyBinOf(bound)).toBe(bin);
      expect(latencyBinOf(bound * (1 - Number.EPSILON))).toBe(bin - 1);
    }
  });
});
