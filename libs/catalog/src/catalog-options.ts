import type { HolidayCalendars, ModelFacts } from '@app/contracts';
import type { LifecycleMode, ProviderIdentity } from './snapshot/catalog-input';

/** What the app hands in; the catalogue itself knows no provider. */
export interface CatalogOptions {
  readonly facts: readonly ModelFacts[];
  readonly providers: readonly ProviderIdentity[];
  readonly lifecycle?: LifecycleMode;
  /** Known without the operator; those of the database are laid over them. */
  readonly holidays?: HolidayCalendars;
}
export const CatalogOptions = Symbol('CatalogOptions');
