import type { PromoFacts } from '@app/contracts';
import { rateCardOf, type RateCard } from '../rate-card';
import { WHOLE_PRICE } from '../token-cost';

interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Takes a share off what the row's own rates come to. */
export interface PercentPromo extends Period {
  readonly kind: 'percent';
  readonly percentOff: number;
  /** What is left to pay, of `WHOLE_PRICE`. */
  readonly remaining: number;
}

/** Puts other rates in the place of the row's own. */
export interface PricePromo extends Period {
  readonly kind: 'price';
  readonly card: RateCard;
}

export type Promo = PercentPromo | PricePromo;

export function promoOf(facts: PromoFacts): Promo {
  const period = { fromMs: Date.parse(facts.from), toMs: Date.parse(facts.to) };
  if ('rates' in facts) return { kind: 'price', card: rateCardOf(facts), ...period };
  const { percentOff } = facts;
  return { kind: 'percent', percentOff, remaining: remainingAfter(percentOff), ...period };
}

/** Percentages are kept in hundredths, the finest step that the catalogue accepts. */
export function remainingAfter(percentOff: number): number {
  return WHOLE_PRICE - Math.round(percentOff * 100);
}

export function isRunning({ fromMs, toMs }: Promo, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs;
}
