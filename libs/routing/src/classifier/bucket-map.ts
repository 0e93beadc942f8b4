/**
 * The target that a rating stands for, as an index: `round((rating - 1) * (n - 1) / (threshold - 1))`, so that three
 * targets share the ratings 1 to 10 as 1–3, 4–7 and 8–10. Ratings outside the scale count as its ends.
 */
export function bucketOf(rating: number, threshold: number, targets: number): number {
  if (targets <= 1 || threshold <= 1) return 0;
  const within = Math.min(Math.max(rating, 1), threshold);
  return Math.round(((within - 1) * (targets - 1)) / (threshold - 1));
}
