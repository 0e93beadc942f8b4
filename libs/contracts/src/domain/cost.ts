/** `priced`: a rate was found; `free`: the rate is zero by definition; `unpriced`: no rate is known, so the cost is unknown too. */
export type CostState = 'priced' | 'free' | 'unpriced';

export interface Cost {
  readonly state: CostState;
  /** Integer nano-USD (1 USD = 1,000,000,000); null when unpriced, because unknown is not 0. */
  readonly nanoUsd: number | null;
  /** The price row that was applied, e.g. `openai/gpt-4o#1`; null when unpriced. */
  readonly priceId: string | null;
}

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
  | 'reasoning'
  | 'imageOutput'
  | 'images';

/** One line of the sum, before factors, promo and rounding: `quantity × picoUsdEach` (1 USD = 10^12 pico-USD). */
export interface CostPart {
  readonly bucket: CostBucket;
  /** Tokens, or images in the bucket `images`. */
  readonly quantity: number;
  readonly picoUsdEach: number;
}

/** Whose price was applied. `dearest_of_provider`: nobody's, by the installation's policy for models without a price. */
export type PricedBy = 'reported_model' | 'asked_model' | 'group' | 'dearest_of_provider';

/** How a cost came about; kept on its row of the ledger, so that a bill can be worked out again by hand. */
export interface CostFormula {
  readonly pricedBy: PricedBy;
  /** `provider/model` or the name of a group. */
  readonly subject: string;
  readonly parts: readonly CostPart[];
  /** Taken off the sum of the parts, in percent with at most two decimals; absent without a promo. */
  readonly percentOff?: number;
  /** The parts are rated by a promo's own rates; what they would have cost is the cost plus what the row says was saved. */
  readonly atPromoRates?: true;
  /** Threshold in prompt tokens of the tier that priced the whole request; absent: the base rates. */
  readonly tierFromInputTokens?: number;
  /** The provider's service tier and what it multiplies the sum by, in ten-thousandths; absent at the standard tier. */
  readonly serviceTier?: { readonly name: string; readonly factor: number };
  /** The row does not apply on certain holidays and no list of them was at hand for that year: chosen by the weekday. */
  readonly holidayUnchecked?: true;
}
