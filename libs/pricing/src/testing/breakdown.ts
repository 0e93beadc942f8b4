import type { CostBreakdown } from '../cost-breakdown';

/** A cost by one price row, for tests that do not care how it came about. */
export function breakdownOf(nanoUsd: number, priceId = 'p'): CostBreakdown {
  return {
    state: 'priced',
    nanoUsd,
    priceId,
    pricedBy: 'reported_model',
    subject: 'acme/sent',
    parts: [{ bucket: 'output', quantity: nanoUsd, picoUsdEach: 1_000 }],
    percentOff: 0,
    isAtPromoRates: false,
    savedNanoUsd: null,
    tierFromInputTokens: null,
    serviceTier: null,
    holidayUnchecked: false,
  };
}
