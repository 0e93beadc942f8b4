import type { HolidayCalendars, ModelFacts } from '@app/contracts';
import type { CatalogEntry, ModelReference, PriceBook } from './catalog-entry';
import type { LifecycleMode } from './catalog-input';
import { lifecycleAt, type LifecycleStatus } from './lifecycle';
import type { ProviderModels } from './provider-models';
import { wildcardIdOf } from './provider-models';
import { findReplacement, type Replacement } from './replacement';

interface SnapshotData {
  /** Ids and aliases of providers → provider id. */
  readonly prefixes: ReadonlyMap<string, string>;
  readonly models: ReadonlyMap<string, ProviderModels>;
  readonly bareNames: ReadonlyMap<string, ModelReference>;
  readonly groupBooks: ReadonlyMap<string, PriceBook>;
  readonly lifecycle: LifecycleMode;
  readonly holidays: HolidayCalendars;
}

/**
 * The catalogue at one moment; never changes. A request takes one snapshot and asks it alone, so that its model, its
 * lifecycle and its price cannot disagree. Built by `buildSnapshot`.
 */
export class CatalogSnapshot {
  private readonly entries: readonly CatalogEntry[];

  constructor(private readonly data: SnapshotData) {
    this.entries = [...data.models.values()].flatMap(({ listed }) => listed);
  }

  /** What a caller's model name means; undefined when nobody serves it. Groups are not looked up here. */
  resolve(name: string): ModelReference | undefined {
    return this.data.bareNames.get(name) ?? this.resolvePrefixed(name);
  }

  /** Facts for a name as the provider itself uses it, e.g. the model that an answer reports. */
  factsFor(providerId: string, name: string): ModelFacts | undefined {
    return this.entryFor(providerId, name)?.facts;
  }

  /** False only when an operator switched the model, or all unlisted models of its provider, off. */
  isEnabled(providerId: string, name: string): boolean {
    return this.entryFor(providerId, name)?.isEnabled ?? true;
  }

  pricesFor(providerId: string, name: string): PriceBook | undefined {
    return this.entryFor(providerId, name)?.prices;
  }

  pricesForGroup(groupName: string): PriceBook | undefined {
    return this.data.groupBooks.get(groupName);
  }

  /** Every model of a provider that has a name or a price here, its wildcard included; each once. */
  entriesOf(providerId: string): readonly CatalogEntry[] {
    const models = this.data.models.get(providerId);
    const entries = new Set([...(models?.byName.values() ?? [])].map(({ entry }) => entry));
    if (models?.wildcard) entries.add(models.wildcard);
    return [...entries];
  }

  /** Calendars by the name that a price's window gives. */
  get holidays(): HolidayCalendars {
    return this.data.holidays;
  }

  lifecycleAt(facts: ModelFacts, atMs: number): LifecycleStatus {
    return this.data.lifecycle === 'ignore' ? 'live' : lifecycleAt(facts, atMs);
  }

  /**
   * The model to use instead of `facts`, whatever the state of `facts` itself; undefined when no replacement in the
   * chain is alive and usable. `isUsable` says whether its provider is configured and the model allowed.
   */
  replacementOf(
    facts: ModelFacts,
    atMs: number,
    isUsable: (reference: ModelReference) => boolean,
  ): Replacement | undefined {
    return findReplacement(facts, {
      find: (providerId, name) => this.data.models.get(providerId)?.byName.get(name)?.reference ?? this.resolve(name),
      accepts: (reference) =>
        (reference.facts === undefined || this.lifecycleAt(reference.facts, atMs) !== 'ended') && isUsable(reference),
    });
  }

  /** Every model that is bundled or was discovered, disabled and ended ones too, in the order of the providers. */
  all(): readonly CatalogEntry[] {
    return this.entries;
  }

  private resolvePrefixed(name: string): ModelReference | undefined {
    const slash = name.indexOf('/');
    if (slash < 1) return undefined;
    const providerId = this.data.prefixes.get(name.slice(0, slash));
    const rest = name.slice(slash + 1);
    if (providerId === undefined || rest === '' || rest === '*' || rest === wildcardIdOf(providerId)) return undefined;
    const models = this.data.models.get(providerId);
    return models?.byName.get(rest)?.reference ?? { providerId, name: rest, facts: models?.wildcard?.facts };
  }

  private entryFor(providerId: string, name: string): CatalogEntry | undefined {
    const models = this.data.models.get(providerId);
    return models?.byName.get(name)?.entry ?? models?.wildcard;
  }
}
