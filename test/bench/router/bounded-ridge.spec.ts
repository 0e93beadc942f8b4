import { SeededRandom } from '../../support/seeded-random';
import { boundedRidge, type Observation } from './bounded-ridge';

/** Observations around zero whose value is the weighted sum of their signals. */
function planted(weights: readonly number[], count = 400, weight = 1): Observation[] {
  const random = new SeededRandom(1);
  return Array.from({ length: count }, () => {
    const signals = weights.map(() => random.next() * 2 - 1);
    return { signals, value: signals.reduce((sum, one, index) => sum + one * (weights[index] as number), 0), weight };
  });
}

const rounded = (weights: readonly number[]): number[] => weights.map((weight) => Number(weight.toFixed(6)));

describe('boundedRidge', () => {
  it('finds the weights that made the values', () => {
    expect(rounded(boundedRidge(planted([3, 0.5, 2]), [0, 0, 0], 0))).toEqual([3, 0.5, 2]);
  });

  it('finds weights of signals that go together', () => {
    const observations = planted([2, 1]).map(({ signals: [one = 0, two = 0], weight }) => {
      const signals = [one, one + 0.3 * two];
      return { signals, value: 2 * one + (one + 0.3 * two), weight };
    });
    const [first = 0, second = 0] = boundedRidge(observations, [0, 0], 0);
    expect(first).toBeCloseTo(2, 3);
    expect(second).toBeCloseTo(1, 3);
  });

  it('lets no weight fall below its bound, and gives the others what is left', () => {
    const [first, second] = boundedRidge(planted([-4, 1]), [0, 0], 0);
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0.5);
  });

  it('keeps a bound that the values contradict', () => {
    expect(boundedRidge(planted([1, 5]), [2.5, 0], 0)[0]).toBe(2.5);
  });

  it.each([0.1, 1, 10])('holds weights back by a penalty of %d', (penalty) => {
    const [free = 0] = boundedRidge(planted([3]), [0], 0);
    const [held = 0] = boundedRidge(planted([3]), [0], penalty);
    expect(held).toBeCloseTo(free / (1 + penalty), 9);
  });

  it('holds every signal back alike, whatever its unit', () => {
    const metres = planted([3, 1]);
    const millimetres = metres.map(({ signals: [one = 0, two = 0], ...rest }) => ({
      ...rest,
      signals: [one * 1_000, two],
    }));
    const [first = 0, second = 0] = boundedRidge(metres, [0, 0], 0.5);
    const [small = 0, same = 0] = boundedRidge(millimetres, [0, 0], 0.5);
    expect(small * 1_000).toBeCloseTo(first, 9);
    expect(same).toBeCloseTo(second, 9);
  });

  it('leaves a signal that never varies at its bound', () => {
    const observations = planted([2]).map(({ signals, ...rest }) => ({ ...rest, signals: [...signals, 0] }));
    expect(rounded(boundedRidge(observations, [0, 1.5], 0))).toEqual([2, 1.5]);
  });

  it('believes the heavier observations', () => {
    const observations = [...planted([1], 100, 1), ...planted([3], 100, 1_000)];
    expect(boundedRidge(observations, [0], 0)[0]).toBeCloseTo(3, 1);
  });
});
