import type { HolidayCalendars, ModelFacts, ModelOverride, PriceOverride } from '@app/contracts';

/** All that the catalogue needs to know about a provider: the prefixes of `provider/model` that mean it. */
export interface ProviderIdentity {
  readonly id: string;
  readonly aliases: readonly string[];
}

/** `ignore` treats every model as alive, for replays of old traffic. */
export type LifecycleMode = 'enforce' | 'ignore';

/** Everything a snapshot is made of. */
export interface CatalogInput {
  readonly facts: readonly ModelFacts[];
  readonly providers: readonly ProviderIdentity[];
  readonly modelOverrides?: readonly ModelOverride[];
  readonly priceOverrides?: readonly PriceOverride[];
  /** Names that providers listed at run time, by provider id. */
  readonly discovered?: ReadonlyMap<string, readonly string[]>;
  readonly lifecycle?: LifecycleMode;
  /** On which days the weekly windows of prices do not apply. */
  readonly holidays?: HolidayCalendars;
}
