/** 1 USD in nano-USD, in which the ledger counts. */
const NANO = 1_000_000_000;
const SMALLEST_SHOWN = 1_000;

/**
 * Nano-USD for people: two decimals from a dollar on, four below it, up to six for what is smaller still; nothing is rounded to 0.
 */
export function usd(nanoUsd: number): string {
  const dollars = nanoUsd / NANO;
  const size = Math.abs(dollars);
  if (nanoUsd !== 0 && Math.abs(nanoUsd) < SMALLEST_SHOWN) return nanoUsd < 0 ? '> −$0.000001' : '< $0.000001';
  const decimals = size === 0 || size >= 1 ? 2 : size >= 0.01 ? 4 : 6;
  const text = Math.abs(dollars).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: decimals });
  return `${nanoUsd < 0 ? '−' : ''}$${text}`;
}

/** Every digit that the ledger has. */
export function exactUsd(nanoUsd: number): string {
  const text = (BigInt(Math.trunc(Math.abs(nanoUsd))) + BigInt(NANO) * 10n ** 9n).toString().slice(1);
  const dollars = BigInt(text.slice(0, -9)).toString();
  const decimals = text.slice(-9).replace(/0{1,7}$/, '');
  return `${nanoUsd < 0 ? '−' : ''}$${dollars}.${decimals}`;
}

/** Pico-USD a token as USD a million tokens, as vendors' price lists write it. */
export function usdPerMillion(picoUsdPerToken: number): string {
  const dollars = picoUsdPerToken / 1_000_000;
  return `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 6 })}`;
}
