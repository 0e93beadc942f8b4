import type { PromoFacts } from '@app/contracts';

/** Promos are kept in hundredths of a percent, the finest step that the catalogue accepts. */
export const WHOLE_PRICE = 10_000;

export interface PercentPromo {
  readonly percentOff: number;
  /** What is left to pay, of `WHOLE_PRICE`. */
  readonly remaining: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export function percentPromoOf({ percentOff, from, to }: PromoFacts): PercentPromo {
  return {
    percentOff,
    remaining: WHOLE_PRICE - Math.round(percentOff * 100),
    fromMs: Date.parse(from),
    toMs: Date.parse(to),
  };
}

export function isRunning({ fromMs, toMs }: PercentPromo, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs;
}
