const TIMES_MEDIAN = 3;
/** Fewer say nothing about what is usual. */
const FEWEST = 5;

/** The places of values far above what is usual: more than three times the median of those that are not 0. */
export function unusual(values: readonly number[]): ReadonlySet<number> {
  const used = values.filter((value) => value > 0).sort((one, other) => one - other);
  if (used.length < FEWEST) return new Set();
  const middle = used.length >> 1;
  const upper = used[middle] ?? 0;
  const median = used.length % 2 === 1 ? upper : ((used[middle - 1] ?? 0) + upper) / 2;
  return new Set(values.flatMap((value, place) => (value > TIMES_MEDIAN * median ? [place] : [])));
}
