import type { ModelFacts } from '@app/contracts';
import { InvalidCatalogError } from '../invalid-catalog.error';
import type { ModelReference } from './catalog-entry';
import type { CatalogInput, ProviderIdentity } from './catalog-input';
import { CatalogSnapshot } from './catalog-snapshot';
import { OverrideIndex } from './override-index';
import { indexProviderModels, namesOf, type ProviderModels } from './provider-models';

/** Joins what is bundled, discovered and overridden; throws `InvalidCatalogError` when the parts contradict each other. */
export function buildSnapshot(input: CatalogInput): CatalogSnapshot {
  const { facts, providers, discovered, modelOverrides = [], priceOverrides = [] } = input;
  const { lifecycle = 'enforce', holidays = {} } = input;
  const prefixes = prefixesOf(providers);
  checkNames(facts);
  checkPriceIds([...facts.flatMap(({ prices }) => prices), ...priceOverrides.map(({ price }) => price)]);
  const factsByProvider = groupByProvider(facts, providers);
  const overrides = new OverrideIndex(modelOverrides, priceOverrides, prefixes);

  const models = new Map<string, ProviderModels>();
  for (const { id: providerId } of providers) {
    const own = { facts: factsByProvider.get(providerId) ?? [], discovered: discovered?.get(providerId) ?? [] };
    models.set(providerId, indexProviderModels({ providerId, ...own, overrides }));
  }
  return new CatalogSnapshot({
    prefixes,
    models,
    bareNames: bareNamesOf(models),
    groupBooks: overrides.groupBooks(),
    lifecycle,
    holidays,
  });
}

function prefixesOf(providers: readonly ProviderIdentity[]): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  for (const { id, aliases } of providers) {
    for (const prefix of [id, ...aliases]) {
      const owner = prefixes.get(prefix);
      if (owner !== undefined) throw new InvalidCatalogError(`The prefix "${prefix}" means both ${owner} and ${id}`);
      prefixes.set(prefix, id);
    }
  }
  return prefixes;
}

function checkNames(facts: readonly ModelFacts[]): void {
  const owners = new Map<string, string>();
  for (const model of facts) {
    const owner = `${model.providerId}/${model.id}`;
    for (const name of namesOf(model)) {
      const other = owners.get(name);
      if (other !== undefined) throw new InvalidCatalogError(`The name "${name}" is claimed by ${other} and ${owner}`);
      owners.set(name, owner);
    }
  }
}

/** The ledger keeps price ids: two rows under one id could not be told apart later. */
function checkPriceIds(prices: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of prices) {
    if (seen.has(id)) throw new InvalidCatalogError(`Two price rows have the id "${id}"`);
    seen.add(id);
  }
}

function groupByProvider(
  facts: readonly ModelFacts[],
  providers: readonly ProviderIdentity[],
): ReadonlyMap<string, readonly ModelFacts[]> {
  const groups = new Map<string, ModelFacts[]>(providers.map(({ id }) => [id, []]));
  for (const model of facts) {
    const group = groups.get(model.providerId);
    if (!group) throw new InvalidCatalogError(`${model.id} belongs to "${model.providerId}", which is not registered`);
    group.push(model);
  }
  return groups;
}

/**
 * Bundled names first, then discovered ones in the order of the providers: what somebody pulls onto a local server
 * must not change where a known name leads. A discovered name that loses is still reachable as `provider/name`.
 */
function bareNamesOf(models: ReadonlyMap<string, ProviderModels>): ReadonlyMap<string, ModelReference> {
  const bundled = new Map<string, ModelReference>();
  const discovered = new Map<string, ModelReference>();
  for (const { byName, listed, wildcard } of models.values()) {
    const isListed = new Set(listed);
    for (const [name, { entry, reference }] of byName) {
      const names = entry.facts === undefined || entry.facts === wildcard?.facts ? discovered : bundled;
      if (isListed.has(entry) && !names.has(name)) names.set(name, reference);
    }
  }
  return new Map([...discovered, ...bundled]);
}
