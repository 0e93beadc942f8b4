import { LATENCY_BINS } from '../entities/usage-bucket.entity';

/** The shortest duration of each bin in milliseconds. */
const STARTS = Array.from({ length: LATENCY_BINS }, (_, bin) => 2 ** (bin / 2));

/** The bin that a duration falls into. Compared with the bounds themselves: a logarithm may miss one by a hair. */
export function latencyBinOf(ms: number): number {
  let lowest = 0;
  let highest = LATENCY_BINS - 1;
  while (lowest < highest) {
    const middle = (lowest + highest + 1) >> 1;
    if ((STARTS[middle] ?? 0) <= ms) lowest = middle;
    else highest = middle - 1;
  }
  return lowest;
}
