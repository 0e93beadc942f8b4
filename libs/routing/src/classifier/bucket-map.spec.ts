import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bucketOf } from './bucket-map';

interface BucketVector {
  readonly threshold: number;
  readonly targets: number;
  /** Each target with the first rating that stands for it. */
  readonly starts: readonly (readonly [target: number, rating: number])[];
}

const vectors = JSON.parse(
  readFileSync(join(__dirname, '../../../../test/vectors/rating-buckets.json'), 'utf8'),
) as BucketVector[];

const bucketsOf = (threshold: number, targets: number): number[] =>
  Array.from({ length: threshold }, (_, index) => bucketOf(index + 1, threshold, targets));

describe('bucketOf', () => {
  it('gives three targets the ratings 1-3, 4-7 and 8-10', () => {
    expect(bucketsOf(10, 3)).toEqual([0, 0, 0, 1, 1, 1, 1, 2, 2, 2]);
  });

  // The dashboard draws the same map by a reckoning of its own; its test reads the same vectors.
  it.each(vectors)('of 1 to $threshold begins for $targets targets at $starts', ({ threshold, targets, starts }) => {
    const buckets = bucketsOf(threshold, targets);
    const found = buckets.flatMap((bucket, index) => (buckets[index - 1] === bucket ? [] : [[bucket, index + 1]]));
    expect(found).toEqual(starts);
  });

  const sizes = Array.from({ length: 9 }, (_, index) => index + 2);
  const scales = [5, 10, 20, 100];
  const grid = sizes.flatMap((targets) => scales.map((threshold) => [targets, threshold] as const));

  it.each(grid)('shares a scale among %i targets in proportion (1 to %i)', (targets, threshold) => {
    const buckets = bucketsOf(threshold, targets);
    expect(buckets[0]).toBe(0);
    expect(buckets.at(-1)).toBe(targets - 1);
    expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
    if (threshold < targets) return;
    const counts = Array.from({ length: targets }, (_, target) => buckets.filter((bucket) => bucket === target).length);
    // The ends get half a step less than those between them, by the nature of rounding.
    const step = (threshold - 1) / (targets - 1);
    for (const [target, count] of counts.entries()) {
      const share = target === 0 || target === targets - 1 ? step / 2 : step;
      expect(Math.abs(count - share)).toBeLessThanOrEqual(1);
    }
  });

  it.each([
    [0, 0],
    [-5, 0],
    [11, 2],
    [1e9, 2],
  ])('takes a rating of %d for the end of the scale', (rating, bucket) => {
    expect(bucketOf(rating, 10, 3)).toBe(bucket);
  });

  it.each([
    [5, 10, 1],
    [1, 1, 3],
  ])('has nothing to choose for rating %i of %i and %i targets', (rating, threshold, targets) => {
    expect(bucketOf(rating, threshold, targets)).toBe(0);
  });
});
