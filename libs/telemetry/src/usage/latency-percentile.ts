/** Where bin `n` begins, in milliseconds: 2^(n/2), but for the first, which takes all that is shorter too. */
const startOf = (bin: number): number => (bin === 0 ? 0 : 2 ** (bin / 2));

/** The duration that a share of those counted did not exceed, as if they were spread evenly in their bin; null: none were. */
export function percentileOf(bins: readonly number[], share: number): number | null {
  const count = bins.reduce((sum, each) => sum + each, 0);
  if (count === 0) return null;
  const rank = Math.max(1, share * count);
  let below = 0;
  for (const [bin, each] of bins.entries()) {
    if (below + each >= rank) {
      const [start, end] = [startOf(bin), startOf(bin + 1)];
      return start + ((end - start) * (rank - below)) / each;
    }
    below += each;
  }
  return startOf(bins.length);
}
