import { intervalOf, quantileOf, resamples } from './bootstrap';

describe('resamples', () => {
  it('draws as many as there are, each time', () => {
    for (const times of resamples(50, 20, 1)) expect(times.reduce((sum, count) => sum + count, 0)).toBe(50);
  });

  it('makes as many rounds as asked for, of which no two are alike', () => {
    const rounds = [...resamples(50, 20, 1)].map((times) => times.join());
    expect(rounds).toHaveLength(20);
    expect(new Set(rounds).size).toBe(20);
  });

  it('is the same for the same seed, and another for another', () => {
    const drawn = (seed: number): string => [...resamples(30, 3, seed)].map((times) => times.join()).join(';');
    expect(drawn(5)).toBe(drawn(5));
    expect(drawn(5)).not.toBe(drawn(6));
  });

  it('draws everything about equally often', () => {
    const total = new Array<number>(10).fill(0);
    for (const times of resamples(10, 2_000, 3)) times.forEach((count, index) => ((total[index] as number) += count));
    for (const count of total) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });
});

describe('quantileOf', () => {
  it.each([
    [[10], 0.3, 10],
    [[0, 10], 0.25, 2.5],
    [[0, 10, 30], 0.5, 10],
    [[0, 10, 30], 0.75, 20],
    [[0, 10, 30], 0, 0],
    [[0, 10, 30], 1, 30],
  ])('of %j at %d is %d', (sorted, share, value) => {
    expect(quantileOf(sorted, share)).toBeCloseTo(value, 12);
  });

  it('has none of nothing', () => {
    expect(quantileOf([], 0.5)).toBeNaN();
  });
});

describe('intervalOf', () => {
  it('is the middle 95 %, in whatever order the values come', () => {
    const values = Array.from({ length: 1_001 }, (_, index) => (index * 3) % 1_001);
    expect(intervalOf(values)).toEqual({ low: 25, high: 975 });
  });

  it('leaves out what is no number', () => {
    expect(intervalOf([Number.NaN, 4, Number.POSITIVE_INFINITY, 4])).toEqual({ low: 4, high: 4 });
  });
});
