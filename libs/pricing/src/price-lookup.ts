import type { PriceBook } from '@app/catalog';
import type { PriceFacts, TokenRates } from '@app/contracts';
import { isRunning, percentPromoOf, type PercentPromo } from './promotions/percent-promo';
import { isWithin, weeklyWindowOf, type WeeklyWindow } from './weekly-window';

/** A price row with its times as numbers. */
export interface CompiledPrice {
  readonly facts: PriceFacts;
  readonly fromMs: number;
  readonly toMs: number;
  readonly window: WeeklyWindow | null;
  readonly promo: PercentPromo | null;
  /** Highest threshold first. */
  readonly tiers: PriceFacts['tiers'];
  readonly isFree: boolean;
}

/** Layers as in `PriceBook`; in each, the rows that win come first. */
export type CompiledPrices = readonly (readonly CompiledPrice[])[];

export function compilePrices({ layers }: PriceBook): CompiledPrices {
  return layers.map((rows) => rows.map(compilePrice).reverse().sort(byPrecedence));
}

/** The row that prices a request made at that time: the first valid one of the first layer that has one. */
export function priceAt(prices: CompiledPrices, atMs: number): CompiledPrice | undefined {
  for (const layer of prices) {
    const price = layer.find((row) => appliesAt(row, atMs));
    if (price) return price;
  }
  return undefined;
}

export function promoAt({ promo }: CompiledPrice, atMs: number): PercentPromo | null {
  return promo !== null && isRunning(promo, atMs) ? promo : null;
}

/** The tier that the whole prompt reaches, cached tokens included; null: the base rates apply. */
export function tierFor({ tiers }: CompiledPrice, promptTokens: number): PriceFacts['tiers'][number] | null {
  return tiers.find(({ fromInputTokens }) => promptTokens >= fromInputTokens) ?? null;
}

/** Vendors know holidays on which a window does not apply; this gateway does not, and says where it matters. */
export function isHolidayUnchecked({ facts: { window } }: CompiledPrice): boolean {
  return window?.kind === 'utc_windows' && window.excludes !== null;
}

function compilePrice(facts: PriceFacts): CompiledPrice {
  const { validFrom, validTo, window, promo, rates, tiers } = facts;
  return {
    facts,
    fromMs: validFrom === null ? -Infinity : Date.parse(validFrom),
    toMs: validTo === null ? Infinity : Date.parse(validTo),
    window: window?.kind === 'utc_windows' ? weeklyWindowOf(window) : null,
    promo: promo && percentPromoOf(promo),
    tiers: tiers.toSorted((a, b) => b.fromInputTokens - a.fromInputTokens),
    isFree: [rates, ...tiers.map((tier) => tier.rates)].every(isAllZero),
  };
}

const isAllZero = (rates: TokenRates): boolean =>
  Object.values(rates).every((rate: number | null | undefined) => !rate);

/**
 * A row for certain hours beats one for the rest of the week, whichever is newer: off-peak rows get replaced while the
 * peak row stays. Then the row that became valid last wins, then the one added last (the sort is stable, the rows come
 * in reverse).
 */
function byPrecedence(a: CompiledPrice, b: CompiledPrice): number {
  if ((a.window === null) !== (b.window === null)) return a.window === null ? 1 : -1;
  return a.fromMs === b.fromMs ? 0 : b.fromMs - a.fromMs;
}

function appliesAt({ fromMs, toMs, window }: CompiledPrice, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs && (window === null || isWithin(window, atMs));
}
