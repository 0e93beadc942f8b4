import type { PriceBook } from '@app/catalog';
import type { HolidayCalendars, PriceFacts, TokenRates } from '@app/contracts';
import { isRunning, promoOf, type Promo } from './promotions/promo';
import { rateCardOf, type RateCard } from './rate-card';
import { isWithin, weeklyWindowOf, type WeeklyWindow } from './weekly-window';

/** A price row with its times as numbers. */
export interface CompiledPrice {
  readonly facts: PriceFacts;
  readonly fromMs: number;
  readonly toMs: number;
  readonly window: WeeklyWindow | null;
  readonly promo: Promo | null;
  readonly card: RateCard;
  readonly isFree: boolean;
}

/** Layers as in `PriceBook`; in each, the rows that win come first. */
export type CompiledPrices = readonly (readonly CompiledPrice[])[];

export function compilePrices({ layers }: PriceBook, holidays: HolidayCalendars): CompiledPrices {
  return layers.map((rows) =>
    rows
      .map((row) => compilePrice(row, holidays))
      .reverse()
      .sort(byPrecedence),
  );
}

/** The row that prices a request made at that time: the first valid one of the first layer that has one. */
export function priceAt(prices: CompiledPrices, atMs: number): CompiledPrice | undefined {
  return pricesInForce(prices, atMs)[0];
}

/** The row of each layer that would price the request if the layers above were silent. */
export function pricesInForce(prices: CompiledPrices, atMs: number): CompiledPrice[] {
  return prices.flatMap((layer) => layer.find((row) => appliesAt(row, atMs)) ?? []);
}

export function promoAt({ promo }: CompiledPrice, atMs: number): Promo | null {
  return promo !== null && isRunning(promo, atMs) ? promo : null;
}

/** True where the row applies but for holidays, and nobody told which days of that year are some. */
export function isHolidayUnchecked({ window }: CompiledPrice, atMs: number): boolean {
  const listed = window?.holidays?.listedYears;
  return listed !== undefined && !listed.has(new Date(atMs).getUTCFullYear());
}

function compilePrice(facts: PriceFacts, holidays: HolidayCalendars): CompiledPrice {
  const { validFrom, validTo, window, promo, rates, tiers } = facts;
  return {
    facts,
    fromMs: validFrom === null ? -Infinity : Date.parse(validFrom),
    toMs: validTo === null ? Infinity : Date.parse(validTo),
    window: window?.kind === 'utc_windows' ? weeklyWindowOf(window, holidays) : null,
    promo: promo && promoOf(promo),
    card: rateCardOf(facts),
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
