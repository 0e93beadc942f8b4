import type { Cost, CostPart, PricedBy } from '@app/contracts';
import type { ServiceTier } from './service-tier';

/** How a cost came about. */
export interface CostBreakdown extends Cost {
  /** Whose price was found; null when unpriced. */
  readonly pricedBy: PricedBy | null;
  /** `provider/model` or the name of a group; null when unpriced. */
  readonly subject: string | null;
  readonly parts: readonly CostPart[];
  /** Taken off the sum of the parts; 0 without a promo. */
  readonly percentOff: number;
  /** The parts are rated by a promo's own rates. */
  readonly isAtPromoRates: boolean;
  /** Nano-USD that the promo took off; null without one. */
  readonly savedNanoUsd: number | null;
  /** Threshold of the tier that priced the whole request; null: the base rates. */
  readonly tierFromInputTokens: number | null;
  /** The provider's tier of service; null at the standard one. */
  readonly serviceTier: ServiceTier | null;
  /** The row does not apply on certain holidays, which are not known for that year: it was chosen by the weekday. */
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
  isAtPromoRates: false,
  savedNanoUsd: null,
  tierFromInputTokens: null,
  serviceTier: null,
  holidayUnchecked: false,
};
