import { SeededRandom } from '../../support/seeded-random';

/** The middle 95 % of what other samples of the same size would have shown. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** So many draws of `size` things with replacement: how often each was drawn. The same for the same seed. */
export function* resamples(size: number, rounds: number, seed: number): Generator<Uint32Array> {
  const random = new SeededRandom(seed);
  for (let round = 0; round < rounds; round++) {
    const times = new Uint32Array(size);
    for (let drawn = 0; drawn < size; drawn++) {
      const index = random.below(size);
      times[index] = (times[index] ?? 0) + 1;
    }
    yield times;
  }
}

/** Figures that a sample does not have (nothing to win in it) are left out. */
export function intervalOf(values: readonly number[]): Interval {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  return { low: quantileOf(sorted, 0.025), high: quantileOf(sorted, 0.975) };
}

/** @param sorted from the lowest; between two of them it is a straight line */
export function quantileOf(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  return low + (high - low) * (place - Math.floor(place));
}
