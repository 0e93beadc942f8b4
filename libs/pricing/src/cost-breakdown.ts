import type { Cost, CostFormula, CostPart, PricedBy } from '@app/contracts';

/** How a cost came about. */
export interface CostBreakdown extends Cost {
  /** Whose price was found; null when unpriced. */
  readonly pricedBy: PricedBy | null;
  /** `provider/model` or the name of a group; null when unpriced. */
  readonly subject: string | null;
  readonly parts: readonly CostPart[];
  /** Taken off the sum of the parts; 0 without a promo. */
  readonly percentOff: number;
  /** Nano-USD that the promo took off; null without one. */
  readonly savedNanoUsd: number | null;
  /** Threshold of the tier that priced the whole request; null: the base rates. */
  readonly tierFromInputTokens: number | null;
  /** The row does not apply on certain holidays, which are not known here: it was chosen by the weekday. */
  readonly holidayUnchecked: boolean;
}

export const UNPRICED: CostBreakdown = {
  state: 'unpriced',
  nanoUsd: null,
  priceId: null,
  pricedBy: null,
  subject: null,
  parts: [],
  percentOff: 0,
  savedNanoUsd: null,
  tierFromInputTokens: null,
  holidayUnchecked: false,
};

/** What the ledger keeps of it; null when there was no price. */
export function formulaOf(cost: CostBreakdown): CostFormula | null {
  const { pricedBy, subject, parts, percentOff, tierFromInputTokens, holidayUnchecked } = cost;
  if (pricedBy === null || subject === null) return null;
  return {
    pricedBy,
    subject,
    parts,
    ...(percentOff === 0 ? {} : { percentOff }),
    ...(tierFromInputTokens === null ? {} : { tierFromInputTokens }),
    ...(holidayUnchecked ? { holidayUnchecked } : {}),
  };
}
