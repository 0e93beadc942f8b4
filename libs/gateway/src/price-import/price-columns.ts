import type { PriceFacts, TokenRates } from '@app/contracts';

/** Columns of rates, in USD a million tokens, and what they are called in a price. */
export const RATE_COLUMNS = {
  input: 'input',
  cached_input: 'cachedInput',
  cache_write: 'cacheWrite',
  output: 'output',
  reasoning: 'reasoning',
  image_input: 'imageInput',
  image_cached_input: 'imageCachedInput',
  image_output: 'imageOutput',
  audio_input: 'audioInput',
} as const satisfies Readonly<Record<string, keyof TokenRates>>;

export type RateColumn = keyof typeof RATE_COLUMNS;

/** In the order in which they are written; they are read in any. */
export const PRICE_COLUMNS = [
  ...(['model', 'kind', 'label', 'valid_from', 'valid_to'] as const),
  ...(Object.keys(RATE_COLUMNS) as RateColumn[]),
] as const;

export type PriceColumn = (typeof PRICE_COLUMNS)[number];

/** Those of which an empty cell means that there is no such price; the others are then left out. */
const NULLABLE: ReadonlySet<string> = new Set<keyof TokenRates>(['cachedInput', 'cacheWrite', 'output']);

/** USD a million tokens, exactly: 1 USD a million is 1,000,000 pico-USD a token. */
const AMOUNT = /^(\d{1,9})(?:\.(\d{1,6}))?$/;
const DECIMALS = 6;

/** @returns pico-USD a token; undefined where it is no amount of at most six decimals */
export function picoUsdOfCell(text: string): number | undefined {
  const [, whole, fraction = ''] = AMOUNT.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole + fraction.padEnd(DECIMALS, '0'));
}

export function cellOfPicoUsd(picoUsd: number): string {
  const digits = String(picoUsd).padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  return `${digits.slice(0, -DECIMALS)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The rates of a line; a sentence about the first cell that is none. */
export function ratesOf(cells: ReadonlyMap<PriceColumn, string>): Readonly<Record<string, number | null>> | string {
  const rates: Record<string, number | null> = { cachedInput: null, cacheWrite: null, output: null };
  for (const [column, field] of Object.entries(RATE_COLUMNS) as [RateColumn, keyof TokenRates][]) {
    const text = cells.get(column)?.trim() ?? '';
    if (text === '') continue;
    const rate = picoUsdOfCell(text);
    if (rate === undefined)
      return `"${text.slice(0, 40)}" in the column ${column} is no price: write USD a million tokens, such as 0.25, with at most six decimals`;
    rates[field] = rate;
  }
  return rates['input'] === undefined ? 'the column input is empty, and every price has an input' : rates;
}

/** What a line would say of a price. */
export function rateCells({ rates }: PriceFacts): string[] {
  return Object.values(RATE_COLUMNS).map((field) => {
    const rate = rates[field];
    return rate === undefined || rate === null ? '' : cellOfPicoUsd(rate);
  });
}

/** Whether a list can say all of a price. */
export function isSayable({ tiers, window, promo, serviceTiers, rates }: PriceFacts): boolean {
  const known = new Set<string>(Object.values(RATE_COLUMNS));
  const isPlain = tiers.length === 0 && window === null && promo === null;
  const hasNoTiers = Object.keys(serviceTiers ?? {}).length === 0;
  return isPlain && hasNoTiers && Object.keys(rates).every((field) => known.has(field) || NULLABLE.has(field));
}
