/** 1 USD a million tokens, in pico-USD a token. */
export const PICO_PER_USD_A_MILLION = 1_000_000;

/** A price as price lists write it, USD for a million tokens, as the ledger counts it; null where none was typed. */
export function picoOf(typedUsd: string): number | null {
  const usd = Number(typedUsd);
  return typedUsd.trim() === '' || !(usd >= 0) ? null : Math.round(usd * PICO_PER_USD_A_MILLION);
}
