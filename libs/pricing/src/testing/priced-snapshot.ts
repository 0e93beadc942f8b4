import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_HOLIDAYS, buildSnapshot, readModelFacts, type CatalogInput, type CatalogSnapshot } from '@app/catalog';
import type { ImagePriceFacts, ModelFacts, PriceFacts, TokenRates } from '@app/contracts';
import { factsOf, priceOf } from '../../../catalog/src/testing/facts';

const ADAPTERS = join(__dirname, '../../../providers/src/adapters');

/** 1, 0.1 and 4 USD per million tokens. */
export const RATES: TokenRates = { input: 1_000_000, cachedInput: 100_000, cacheWrite: null, output: 4_000_000 };

/** A price row at these rates. */
export const priceRow = (id: string, fields: Partial<PriceFacts> = {}): PriceFacts =>
  priceOf(id, { rates: RATES, ...fields });

export const pricedModel = (
  id: string,
  prices: readonly PriceFacts[],
  imagePrices: ImagePriceFacts | null = null,
): ModelFacts => factsOf(id, { prices, imagePrices });

export function snapshotOf(facts: readonly ModelFacts[], input: Partial<CatalogInput> = {}): CatalogSnapshot {
  return buildSnapshot({ facts, providers: [{ id: 'acme', aliases: [] }], ...input });
}

/** The models that ship, read from disk: this library may not import the providers. */
export function bundledSnapshot(input: Partial<CatalogInput> = {}): CatalogSnapshot {
  const files = globSync('*/*.models.json', { cwd: ADAPTERS });
  const facts = files.flatMap((file) => readModelFacts(JSON.parse(readFileSync(join(ADAPTERS, file), 'utf8'))));
  const providers = [...new Set(facts.map(({ providerId }) => providerId))].map((id) => ({ id, aliases: [] }));
  return buildSnapshot({ facts, providers, holidays: BUNDLED_HOLIDAYS, ...input });
}
