import { Injectable } from '@nestjs/common';
import type { CatalogSnapshot, PriceBook } from '@app/catalog';
import type { CostPart, DrawnImages, PricedBy, TokenUsage } from '@app/contracts';
import { UNPRICED, type CostBreakdown } from './cost-breakdown';
import { nanoUsdPerImage } from './image-cost';
import {
  compilePrices,
  isHolidayUnchecked,
  priceAt,
  promoAt,
  tierFor,
  type CompiledPrice,
  type CompiledPrices,
} from './price-lookup';
import { nanoUsdOf, promptTokensOf, tokenParts } from './token-cost';

export interface CostRequest {
  readonly providerId: string;
  /** The name the provider answered with, where it did. */
  readonly reportedModel: string | undefined;
  /** The name sent to the provider. */
  readonly askedModel: string;
  /** The group the caller asked for, where it was one. */
  readonly groupName: string | undefined;
  readonly usage: TokenUsage;
  /** For image models: prices the images where tokens are not reported or have no price. */
  readonly images?: DrawnImages;
  /** Epoch milliseconds at which the provider worked on the request. */
  readonly at: number;
  readonly snapshot: CatalogSnapshot;
}

/** What a request cost. Called once per attempt that used tokens; pure but for remembering compiled price rows. */
@Injectable()
export class CostService {
  /** A snapshot hands out the same book each time, so its rows are compiled once and forgotten with it. */
  private readonly compiled = new WeakMap<PriceBook, CompiledPrices>();

  costOf(request: CostRequest): CostBreakdown {
    const { snapshot, providerId, reportedModel, askedModel, groupName } = request;
    const reported = reportedModel === undefined ? undefined : snapshot.pricesFor(providerId, reportedModel);
    const asked = reportedModel === askedModel ? undefined : snapshot.pricesFor(providerId, askedModel);
    const group = groupName === undefined ? undefined : snapshot.pricesForGroup(groupName);
    return (
      this.costBy('reported_model', reported, request) ??
      this.costBy('asked_model', asked, request) ??
      this.costBy('group', group, request) ??
      UNPRICED
    );
  }

  /** Undefined when the book has no price for that time; a price that leaves tokens out is the end of the search. */
  private costBy(pricedBy: PricedBy, book: PriceBook | undefined, request: CostRequest): CostBreakdown | undefined {
    if (book === undefined) return undefined;
    const price = priceAt(this.compiledOf(book), request.at);
    const byTokens = price && costByTokens(price, request);
    const areTokensCertain = request.usage.source === 'reported' && byTokens?.state !== 'unpriced';
    const cost =
      (areTokensCertain ? byTokens : undefined) ??
      costByImages(book, request) ??
      (hasUncountedImages(request) ? UNPRICED : byTokens);
    return cost?.state === 'unpriced' ? UNPRICED : cost && { ...cost, pricedBy, subject: book.subject };
  }

  private compiledOf(book: PriceBook): CompiledPrices {
    const known = this.compiled.get(book);
    if (known) return known;
    const prices = compilePrices(book);
    this.compiled.set(book, prices);
    return prices;
  }
}

function costByTokens(price: CompiledPrice, { usage, at }: CostRequest): CostBreakdown {
  const tier = tierFor(price, promptTokensOf(usage));
  const parts = tokenParts(usage, tier?.rates ?? price.facts.rates);
  if (parts === undefined) return UNPRICED;
  const promo = promoAt(price, at);
  const nanoUsd = nanoUsdOf(parts, promo?.remaining);
  return {
    ...UNPRICED,
    state: price.isFree ? 'free' : 'priced',
    nanoUsd,
    priceId: price.facts.id,
    parts,
    percentOff: promo?.percentOff ?? 0,
    savedNanoUsd: promo ? nanoUsdOf(parts) - nanoUsd : null,
    tierFromInputTokens: tier?.fromInputTokens ?? null,
    holidayUnchecked: isHolidayUnchecked(price),
  };
}

/** Pictures were drawn and nobody said of how many tokens: what the prompt cost would be a wrong bill. */
function hasUncountedImages({ usage, images }: CostRequest): boolean {
  return usage.source === 'estimated' && images !== undefined && images.count > 0;
}

function costByImages({ subject, imagePrices }: PriceBook, { images }: CostRequest): CostBreakdown | undefined {
  if (imagePrices === null || images === undefined) return undefined;
  const nanoUsd = nanoUsdPerImage(imagePrices, images);
  if (nanoUsd === undefined) return undefined;
  const part: CostPart = { bucket: 'images', quantity: images.count, picoUsdEach: nanoUsd * 1_000 };
  return { ...UNPRICED, state: 'priced', nanoUsd: nanoUsd * images.count, priceId: `${subject}#images`, parts: [part] };
}
