import type { CostFormula } from '@app/contracts';
import type { CostBreakdown } from '../cost-breakdown';
import { remainingAfter } from '../promotions/promo';
import { nanoUsdOf } from '../token-cost';

/** What the ledger keeps of a cost; null when there was no price. */
export function formulaOf(cost: CostBreakdown): CostFormula | null {
  const { pricedBy, subject, parts, percentOff, isAtPromoRates, tierFromInputTokens, serviceTier } = cost;
  if (pricedBy === null || subject === null) return null;
  return {
    pricedBy,
    subject,
    parts,
    ...(percentOff === 0 ? {} : { percentOff }),
    ...(isAtPromoRates ? { atPromoRates: true } : {}),
    ...(tierFromInputTokens === null ? {} : { tierFromInputTokens }),
    ...(serviceTier === null ? {} : { serviceTier }),
    ...(cost.holidayUnchecked ? { holidayUnchecked: true } : {}),
  };
}

/** Works a cost out again from what its row kept of it: a row that says another number was tampered with, or is our fault. */
export function nanoUsdOfFormula({ parts, percentOff, serviceTier }: CostFormula): number {
  const shares = [
    ...(serviceTier === undefined ? [] : [serviceTier.factor]),
    ...(percentOff === undefined ? [] : [remainingAfter(percentOff)]),
  ];
  return nanoUsdOf(parts, shares);
}
