import type { ModelFacts } from '@app/contracts';
import type { CatalogEntry, ModelReference, PriceBook } from './catalog-entry';
import type { OverrideIndex } from './override-index';

export interface NamedModel {
  readonly reference: ModelReference;
  readonly entry: CatalogEntry;
}

/** What one provider serves, under every name that it answers to. */
export interface ProviderModels {
  readonly byName: ReadonlyMap<string, NamedModel>;
  /** Stands for the names of this provider that nobody listed. */
  readonly wildcard: CatalogEntry | undefined;
  readonly listed: readonly CatalogEntry[];
}

interface ProviderInput {
  readonly providerId: string;
  /** Of this provider alone, their names checked for duplicates. */
  readonly facts: readonly ModelFacts[];
  readonly discovered: readonly string[];
  readonly overrides: OverrideIndex;
}

export const wildcardIdOf = (providerId: string): string => `${providerId}/*`;

export const namesOf = ({ id, snapshots, nicknames }: ModelFacts): readonly string[] => [
  id,
  ...snapshots,
  ...nicknames,
];

export function indexProviderModels({ providerId, facts, discovered, overrides }: ProviderInput): ProviderModels {
  const wildcardId = wildcardIdOf(providerId);
  const wildcardFacts = facts.find(({ id }) => id === wildcardId);
  const wildcard = wildcardFacts && entryOf(wildcardFacts, ['*', wildcardId], overrides);
  const byName = new Map<string, NamedModel>();
  const listed: CatalogEntry[] = [];

  for (const model of facts.filter((other) => other !== wildcardFacts)) {
    const entry = entryOf(model, namesOf(model), overrides);
    listed.push(entry);
    for (const name of [model.id, ...model.snapshots]) {
      byName.set(name, { entry, reference: { providerId, name, facts: model } });
    }
    for (const nickname of model.nicknames) {
      byName.set(nickname, { entry, reference: { providerId, name: model.id, facts: model, adjusted: 'nickname' } });
    }
  }

  const isNew = (name: string): boolean => name !== '' && name !== '*' && name !== wildcardId && !byName.has(name);
  const addUnbundled = (name: string): CatalogEntry => {
    const entry = unbundledEntryOf(providerId, name, wildcard, overrides);
    byName.set(name, { entry, reference: { providerId, name, facts: wildcard?.facts } });
    return entry;
  };
  for (const name of discovered) {
    if (isNew(name)) listed.push(addUnbundled(name));
  }
  // An override may speak of a model that is forwarded unseen: it gets its price, but nobody says that it exists.
  for (const name of overrides.namesOf(providerId)) {
    if (isNew(name)) addUnbundled(name);
  }
  return { byName, wildcard, listed };
}

function entryOf(facts: ModelFacts, names: readonly string[], overrides: OverrideIndex): CatalogEntry {
  const { providerId, id, prices, imagePrices } = facts;
  const subject = id === wildcardIdOf(providerId) ? id : `${providerId}/${id}`;
  const layers = [overrides.pricesOf(providerId, names), prices].filter((rows) => rows.length > 0);
  return {
    providerId,
    name: id,
    facts,
    isEnabled: overrides.isEnabled(providerId, names) ?? true,
    prices: { subject, layers, imagePrices },
  };
}

function unbundledEntryOf(
  providerId: string,
  name: string,
  wildcard: CatalogEntry | undefined,
  overrides: OverrideIndex,
): CatalogEntry {
  const own = overrides.pricesOf(providerId, [name]);
  const prices: PriceBook = {
    subject: `${providerId}/${name}`,
    layers: [...(own.length > 0 ? [own] : []), ...(wildcard?.prices.layers ?? [])],
    imagePrices: wildcard?.prices.imagePrices ?? null,
  };
  const isEnabled = overrides.isEnabled(providerId, [name]) ?? wildcard?.isEnabled ?? true;
  return { providerId, name, facts: wildcard?.facts, isEnabled, prices };
}
