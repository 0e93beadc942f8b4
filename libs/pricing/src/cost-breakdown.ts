import type { Cost } from '@app/contracts';

export type CostBucket =
  | 'freshInput'
  | 'audioInput'
  | 'imageInput'
  | 'cachedInput'
  | 'imageCachedInput'
  | 'cacheWrite'
  | 'cacheWrite1h'
  | 'cacheWrite12h'
  | 'output'
  | 'imageOutput'
  | 'images';

/** One line of the sum, before a promo and before rounding: `quantity × picoUsdEach` (1 USD = 10^12 pico-USD). */
export interface CostPart {
  readonly bucket: CostBucket;
  /** Tokens, or images in the bucket `images`. */
  readonly quantity: number;
  readonly picoUsdEach: number;
}

/** How a cost came about. */
export interface CostBreakdown extends Cost {
  /** Whose price was found; null when unpriced. */
  readonly pricedBy: 'reported_model' | 'asked_model' | 'group' | null;
  /** `provider/model` or the name of a group; null when unpriced. */
  readonly subject: string | null;
  readonly parts: readonly CostPart[];
  /** Taken off the sum of the parts; 0 without a promo. */
  readonly percentOff: number;
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
  tierFromInputTokens: null,
  holidayUnchecked: false,
};
