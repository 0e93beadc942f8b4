import { Inject, Injectable } from '@nestjs/common';
import type { CatalogSnapshot, PriceBook } from '@app/catalog';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import type { CostState, DrawnImages, PriceFacts, PricedBy, TokenUsage } from '@app/contracts';
import { costByImages, costByTokens, hasUncountedImages } from './book-cost';
import { UNPRICED, type CostBreakdown } from './cost-breakdown';
import { isFormOf } from './model-form';
import { compilePrices, priceAt, type CompiledPrices } from './price-lookup';
import { serviceTierOf } from './service-tier';

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

/** Whose price is wanted, before anything was used. */
export type PriceQuestion = Pick<CostRequest, 'providerId' | 'groupName' | 'at' | 'snapshot'> & {
  readonly model: string;
};

/** Of a request for text; null where no row prices it. */
export interface PriceInForce {
  readonly state: CostState;
  readonly price: PriceFacts | null;
}

/** What a request cost. Called once per attempt that used tokens; pure but for remembering compiled price rows. */
@Injectable()
export class CostService {
  /** A snapshot hands out the same book each time, so its rows are compiled once and forgotten with it. */
  private readonly compiled = new WeakMap<PriceBook, CompiledPrices>();

  constructor(
    @Inject(GATEWAY_CONFIG)
    private readonly config: Pick<GatewayConfig, 'pricing'> = { pricing: { unpriced: 'allow' } },
  ) {}

  costOf(request: CostRequest): CostBreakdown {
    const cost = this.costByNames(request);
    const isAssumed = cost.state === 'unpriced' && this.config.pricing.unpriced === 'assume_dearest';
    return isAssumed ? this.dearestCost(request) : cost;
  }

  /** Whether the model, or the group it is reached through, has a price row in force or a price of its images. */
  hasPrice({ providerId, model, groupName, at, snapshot }: PriceQuestion): boolean {
    const group = groupName === undefined ? undefined : snapshot.pricesForGroup(groupName);
    return [snapshot.pricesFor(providerId, model), group].some(
      (book) =>
        book !== undefined && (book.imagePrices !== null || priceAt(this.compiledOf(book, snapshot), at) !== undefined),
    );
  }

  /**
   * The model that answered, the one that was asked, the group. Whoever asks for a group did not choose the model: if
   * one answers that the catalogue lacks, the price of the one we sent for says nothing about it.
   */
  /** The row that prices a request made then; `free` where all its rates are 0. Images are priced beside it. */
  priceInForce({ providerId, model, at, snapshot }: Omit<PriceQuestion, 'groupName'>): PriceInForce {
    const book = snapshot.pricesFor(providerId, model);
    const price = book && priceAt(this.compiledOf(book, snapshot), at);
    if (price) return { state: price.isFree ? 'free' : 'priced', price: price.facts };
    return { state: book?.imagePrices ? 'priced' : 'unpriced', price: null };
  }

  private costByNames(request: CostRequest): CostBreakdown {
    const { snapshot, providerId, reportedModel, askedModel, groupName } = request;
    const reported = reportedModel === undefined ? undefined : snapshot.pricesFor(providerId, reportedModel);
    const isStranger = groupName !== undefined && reported === undefined && !isFormOf(reportedModel, askedModel);
    const asked = isStranger || reportedModel === askedModel ? undefined : snapshot.pricesFor(providerId, askedModel);
    const group = groupName === undefined ? undefined : snapshot.pricesForGroup(groupName);
    return (
      this.costBy('reported_model', reported, request) ??
      this.costBy('asked_model', asked, request) ??
      this.costBy('group', group, request) ??
      UNPRICED
    );
  }

  /**
   * What this very usage would have cost at the dearest model that the provider still serves; unpriced where it has no
   * price at all. A tier of service that a model has no factor for is left out of its sum: the policy asks for a bound.
   */
  private dearestCost(request: CostRequest): CostBreakdown {
    const { snapshot, providerId, at, usage } = request;
    const atStandardTier = { ...request, usage: { ...usage, serviceTier: undefined } };
    let dearest = UNPRICED;
    for (const { facts, prices } of snapshot.entriesOf(providerId)) {
      if (facts !== undefined && snapshot.lifecycleAt(facts, at) === 'ended') continue;
      const costs = [request, atStandardTier].map((each) => this.costBy('dearest_of_provider', prices, each));
      const cost = costs.find((each) => each !== undefined && each.state !== 'unpriced');
      if (cost && (cost.nanoUsd ?? -1) > (dearest.nanoUsd ?? -1)) dearest = cost;
    }
    return dearest;
  }

  /** Undefined when the book has no price for that time; a price that leaves something out is the end of the search. */
  private costBy(pricedBy: PricedBy, book: PriceBook | undefined, request: CostRequest): CostBreakdown | undefined {
    if (book === undefined) return undefined;
    const { usage, at } = request;
    const prices = this.compiledOf(book, request.snapshot);
    const price = priceAt(prices, at);
    // What is free is so at every tier.
    const tier = price?.isFree ? null : serviceTierOf(usage.serviceTier, prices, at);
    if (tier === undefined) return price || book.imagePrices ? UNPRICED : undefined;
    const byTokens = price && costByTokens(price, tier, request);
    const areTokensCertain = usage.source === 'reported' && byTokens?.state !== 'unpriced';
    const cost =
      (areTokensCertain ? byTokens : undefined) ??
      (tier === null ? costByImages(book, request) : undefined) ??
      (hasUncountedImages(request) ? UNPRICED : byTokens);
    return cost?.state === 'unpriced' ? UNPRICED : cost && { ...cost, pricedBy, subject: book.subject };
  }

  private compiledOf(book: PriceBook, { holidays }: CatalogSnapshot): CompiledPrices {
    const known = this.compiled.get(book);
    if (known) return known;
    const prices = compilePrices(book, holidays);
    this.compiled.set(book, prices);
    return prices;
  }
}
