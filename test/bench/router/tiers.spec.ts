import { ratingOf, tierOf, tierShares } from './tiers';

describe('ratingOf', () => {
  it.each([
    [0, 1],
    [0.09, 1],
    [0.1, 2],
    [0.55, 6],
    [0.99, 10],
    [1, 10],
  ])('a share of %d is rated %d', (share, rating) => {
    expect(ratingOf(share)).toBe(rating);
  });
});

describe('tierOf', () => {
  it.each([
    ...[1, 2, 3].map((rating) => [rating, 0]),
    ...[4, 5, 6, 7].map((rating) => [rating, 1]),
    ...[8, 9, 10].map((rating) => [rating, 2]),
  ])('rating %d goes to target %d', (rating, tier) => {
    expect(tierOf(rating)).toBe(tier);
  });
});

describe('tierShares', () => {
  it.each([
    ['an even spread', Array.from({ length: 1_000 }, (_, index) => index / 1_000), [0.3, 0.4, 0.3]],
    ['all at the bottom', [0, 0, 0], [1, 0, 0]],
    ['hit or miss', [0, 1, 0, 0], [0.75, 0, 0.25]],
  ])('of %s', (_what, shares, tiers) => {
    expect(tierShares(shares)).toEqual(tiers);
  });
});
