const HIGHEST_RATING = 10;
const TIERS = 3;

/** What a classifier would have said, by the share alone: tenths of the reference prompts. */
export function ratingOf(share: number): number {
  return Math.min(HIGHEST_RATING, 1 + Math.floor(share * HIGHEST_RATING));
}

/** Which of three targets a rating leads to: 1-3, 4-7, 8-10. */
export function tierOf(rating: number): number {
  return Math.round(((rating - 1) * (TIERS - 1)) / (HIGHEST_RATING - 1));
}

/** How much of the traffic each of three targets gets. */
export function tierShares(shares: readonly number[]): number[] {
  const counts = new Array<number>(TIERS).fill(0);
  for (const share of shares) {
    const tier = tierOf(ratingOf(share));
    counts[tier] = (counts[tier] as number) + 1;
  }
  return counts.map((count) => count / shares.length);
}
