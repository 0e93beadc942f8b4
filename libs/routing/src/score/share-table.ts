/**
 * The raw scores below which 0, 5, 10 ... 100 % of the reference prompts lie: the half that the weights were fitted on, both
 * suites counting alike. From `npm run router:bench -- --fit`.
 */
export const SHARE_TABLE: readonly number[] = [0, 9.5, 10.56, 11.52, 12.34, 12.98, 13.59, 14.17, 14.77, 15.34, 15.94, 16.61, 17.27, 18.05, 18.94, 20.17, 21.87, 24.12, 28.01, 32.92, 71.4];

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
