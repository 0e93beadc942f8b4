import type { PriceBook } from '@app/catalog';
import type { CostPart, DrawnImages, TokenUsage } from '@app/contracts';
import { UNPRICED, type CostBreakdown } from './cost-breakdown';
import { nanoUsdPerImage } from './image-cost';
import { isHolidayUnchecked, promoAt, type CompiledPrice } from './price-lookup';
import { ratedBy } from './rate-card';
import type { ServiceTier } from './service-tier';
import { nanoUsdOf } from './token-cost';

/** What was used, and when. */
interface Use {
  readonly usage: TokenUsage;
  readonly images?: DrawnImages;
  readonly at: number;
}

/** By one row; unpriced when tokens were used that it leaves out. */
export function costByTokens(price: CompiledPrice, tier: ServiceTier | null, { usage, at }: Use): CostBreakdown {
  const promo = promoAt(price, at);
  const list = ratedBy(price.card, usage);
  const rated = promo?.kind === 'price' ? ratedBy(promo.card, usage) : list;
  if (rated === undefined) return UNPRICED;
  const shares = tier ? [tier.factor] : [];
  const nanoUsd = nanoUsdOf(rated.parts, promo?.kind === 'percent' ? [...shares, promo.remaining] : shares);
  return {
    ...UNPRICED,
    state: price.isFree ? 'free' : 'priced',
    nanoUsd,
    priceId: price.facts.id,
    ...rated,
    percentOff: promo?.kind === 'percent' ? promo.percentOff : 0,
    isAtPromoRates: promo?.kind === 'price',
    // A promo may price what the list does not: then there is nothing to compare it with.
    savedNanoUsd: promo && list ? nanoUsdOf(list.parts, shares) - nanoUsd : null,
    serviceTier: tier,
    holidayUnchecked: isHolidayUnchecked(price, at),
  };
}

/** Pictures were drawn and nobody said of how many tokens: what the prompt cost would be a wrong bill. */
export function hasUncountedImages({ usage, images }: Use): boolean {
  return usage.source === 'estimated' && images !== undefined && images.count > 0;
}

/** By the piece; undefined where the book has no price for such an image. */
export function costByImages({ subject, imagePrices }: PriceBook, { images }: Use): CostBreakdown | undefined {
  if (imagePrices === null || images === undefined) return undefined;
  const nanoUsd = nanoUsdPerImage(imagePrices, images);
  if (nanoUsd === undefined) return undefined;
  const part: CostPart = { bucket: 'images', quantity: images.count, picoUsdEach: nanoUsd * 1_000 };
  return { ...UNPRICED, state: 'priced', nanoUsd: nanoUsd * images.count, priceId: `${subject}#images`, parts: [part] };
}
