import type { ModelFacts, PriceFacts } from '@app/contracts';
import { InvalidCatalogError } from '../invalid-catalog.error';
import { modelFactsFileSchema } from './model-facts.schema';
import { priceFactsSchema } from './price-facts.schema';
import { problemsOf } from './problems-of';

/** Checks the imported content of a `<provider>.models.json`; called once per provider at start. */
export function readModelFacts(raw: unknown): readonly ModelFacts[] {
  const file = modelFactsFileSchema.safeParse(raw);
  if (!file.success) throw new InvalidCatalogError(`${titleOf(raw)}: ${problemsOf(file.error)}`);
  const { provider, models, sources } = file.data;
  models.forEach((facts, index) => {
    const where = `${titleOf(raw)}: models[${index}]`;
    if (facts.providerId !== provider) {
      throw new InvalidCatalogError(`${where}.providerId: "${facts.providerId}" is not "${provider}"`);
    }
    const unknownSource = facts.sources.find((source) => !Object.hasOwn(sources, source));
    if (unknownSource !== undefined) {
      throw new InvalidCatalogError(`${where}.sources: "${unknownSource}" is not described in the file`);
    }
  });
  return models;
}

/** Checks one price row that comes from outside the bundle; `where` names it in the error. */
export function readPriceFacts(raw: unknown, where: string): PriceFacts {
  const price = priceFactsSchema.safeParse(raw);
  if (!price.success) throw new InvalidCatalogError(`${where}: ${problemsOf(price.error)}`);
  return price.data;
}

function titleOf(raw: unknown): string {
  const provider = typeof raw === 'object' && raw !== null && 'provider' in raw ? raw.provider : undefined;
  return typeof provider === 'string' ? `${provider}.models.json` : 'models.json of an unnamed provider';
}
