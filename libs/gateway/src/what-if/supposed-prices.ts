import { InvalidCatalogError, type CatalogSnapshot, type ModelCatalogService } from '@app/catalog';
import { InvalidRequestError } from '@app/common';
import type { PriceFacts, PriceOverride } from '@app/contracts';
import type { CreatePriceRequest, PromoEnd, WhatIfRequest } from '@app/contracts/admin';
import type { CostRequest } from '@app/pricing';
import { priceFromDraft } from '../catalog/price-draft';

/** How a request would be priced in another world. */
export interface Supposition {
  readonly snapshot: CatalogSnapshot;
  /** The question as it would be asked there. */
  readonly asked: (request: CostRequest) => CostRequest;
}

const AS_IT_WAS = (request: CostRequest): CostRequest => request;

/** The one thing that a question supposes. @throws InvalidRequestError naming what is wrong with it */
export function suppositionOf(
  { otherModel, price, promoEnd }: Pick<WhatIfRequest, 'otherModel' | 'price' | 'promoEnd'>,
  catalog: ModelCatalogService,
): Supposition {
  if ([otherModel, price, promoEnd].filter((given) => given !== undefined).length !== 1)
    throw new InvalidRequestError('Say one of otherModel, price and promoEnd.', 'otherModel');
  if (price) return { snapshot: withPrices(catalog, [draftOf(price, catalog)]), asked: AS_IT_WAS };
  if (promoEnd) return { snapshot: withPrices(catalog, promosUntil(promoEnd, catalog)), asked: AS_IT_WAS };
  const snapshot = catalog.snapshot();
  const { providerId, name } = modelOf(otherModel ?? '', catalog, 'otherModel');
  return { snapshot, asked: (request) => askedOf(request, providerId, name) };
}

/** A group's price and a vendor's tiers belong to the model that was asked, not to the other one. */
function askedOf({ usage, ...request }: CostRequest, providerId: string, model: string): CostRequest {
  const { serviceTier: _, ...used } = usage;
  return { ...request, providerId, askedModel: model, reportedModel: undefined, groupName: undefined, usage: used };
}

function modelOf(name: string, catalog: ModelCatalogService, param: string) {
  const reference = catalog.snapshot().resolve(name);
  if (!reference?.facts) throw new InvalidRequestError(`There is no model "${name}".`, param, 'model_not_found');
  return reference;
}

function draftOf({ subjectKind, subject, price }: CreatePriceRequest, catalog: ModelCatalogService): PriceOverride {
  if (subjectKind === 'model') modelOf(subject, catalog, 'price.subject');
  return { id: 'what-if', subjectKind, subject, price: priceFromDraft(price, 'what-if') };
}

function promosUntil({ model, to }: PromoEnd, catalog: ModelCatalogService): PriceOverride[] {
  const { providerId, name } = modelOf(model, catalog, 'promoEnd.model');
  const rows = catalog.snapshot().pricesFor(providerId, name)?.layers.flat() ?? [];
  const promos = rows.filter(({ promo }) => promo !== null);
  if (promos.length === 0) throw new InvalidRequestError(`"${model}" has no promo.`, 'promoEnd.model');
  return promos.map((row, index) => overrideOf(`${providerId}/${name}`, row, to, index));
}

function overrideOf(subject: string, { id: _, isUnverified: __, ...row }: PriceFacts, to: string, index: number) {
  const id = `what-if-${index}`;
  const price = priceFromDraft({ ...row, promo: { ...row.promo, to } }, id, 'promoEnd.to');
  return { id, subjectKind: 'model' as const, subject, price };
}

function withPrices(catalog: ModelCatalogService, prices: readonly PriceOverride[]): CatalogSnapshot {
  try {
    return catalog.snapshotWith(prices);
  } catch (error) {
    if (!(error instanceof InvalidCatalogError)) throw error;
    throw new InvalidRequestError(`${error.message}.`, 'price', 'invalid_price', { cause: error });
  }
}
