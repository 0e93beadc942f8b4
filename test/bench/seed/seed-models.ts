import { PROVIDERS } from '@app/providers';

/** A model as far as its requests cost something. */
export interface SeedModel {
  readonly providerId: string;
  readonly model: string;
  readonly priceId: string;
  readonly isFree: boolean;
  /** Pico-USD a token. */
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

/** So many models with a price for tokens, of all providers in turn. */
export function seedModels(count: number): SeedModel[] {
  const perProvider = PROVIDERS.map(({ models }) => models.flatMap(pricedModel));
  const longest = Math.max(...perProvider.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, rank) => perProvider.flatMap((models) => models[rank] ?? []));
  return inTurn.flat().slice(0, count);
}

function pricedModel({ id, providerId, prices }: (typeof PROVIDERS)[number]['models'][number]): SeedModel[] {
  const price = prices.at(-1);
  if (price === undefined) return [];
  const { input, cachedInput, output } = price.rates;
  if (input === null || output === null) return [];
  return [
    {
      providerId,
      model: id,
      priceId: price.id,
      isFree: input === 0 && output === 0,
      input,
      cachedInput: cachedInput ?? input,
      output,
    },
  ];
}
