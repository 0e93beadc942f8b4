/**
 * The raw scores below which 0, 5, 10 ... 100 % of the reference prompts lie: the half that the weights were fitted on, both
 * suites counting alike. From `npm run router:bench -- --print-weights`.
 */
export const SHARE_TABLE: readonly number[] = [
  0, 9.56, 10.75, 11.87, 12.75, 13.66, 14.45, 15.28, 16.11, 17.01, 18.13, 19.13, 20.25, 21.33, 22.56, 24.39, 26.38,
  29.16, 33.4, 36.63, 81.95,
];

/** The share of reference prompts with a lower raw score, straight between the entries of the table. */
export function shareOf(raw: number, table: readonly number[] = SHARE_TABLE): number {
  const steps = table.length - 1;
  const above = table.findIndex((limit) => limit > raw);
  if (above === 0) return 0;
  if (above === -1) return 1;
  const from = table[above - 1] ?? 0;
  const to = table[above] ?? from;
  return (above - 1 + (raw - from) / (to - from)) / steps;
}
