import { Inject, Injectable } from '@nestjs/common';
import type { HolidayCalendars, ModelOverride, PriceOverride } from '@app/contracts';
import { CatalogOptions } from './catalog-options';
import { mergedHolidays } from './holidays/holidays';
import { InvalidCatalogError } from './invalid-catalog.error';
import { buildSnapshot } from './snapshot/build-snapshot';
import type { CatalogInput } from './snapshot/catalog-input';
import type { CatalogSnapshot } from './snapshot/catalog-snapshot';

/** Everything the database says about models, always replaced as a whole. */
export interface CatalogOverrides {
  readonly models: readonly ModelOverride[];
  readonly prices: readonly PriceOverride[];
}

/** Holds the current snapshot. A change builds a whole new one; if that fails, the last good one stays and the error is thrown. */
@Injectable()
export class ModelCatalogService {
  private input: CatalogInput;
  private current: CatalogSnapshot;

  constructor(@Inject(CatalogOptions) private readonly options: CatalogOptions) {
    this.input = options;
    this.current = buildSnapshot(options);
  }

  snapshot(): CatalogSnapshot {
    return this.current;
  }

  replaceOverrides({ models, prices }: CatalogOverrides): void {
    this.rebuild({ modelOverrides: models, priceOverrides: prices });
  }

  /** Whether a catalogue could be built with these overrides; nothing is replaced. @throws InvalidCatalogError */
  check({ models, prices }: CatalogOverrides): void {
    buildSnapshot({ ...this.input, modelOverrides: models, priceOverrides: prices });
  }

  /** The catalogue as it would be with further prices, each stronger than what is there; nothing is replaced. @throws InvalidCatalogError */
  snapshotWith(prices: readonly PriceOverride[]): CatalogSnapshot {
    return buildSnapshot({ ...this.input, priceOverrides: [...(this.input.priceOverrides ?? []), ...prices] });
  }

  /** The operator's calendars; a year they list replaces the one that is known otherwise. */
  replaceHolidays(own: HolidayCalendars): void {
    this.rebuild({ holidays: mergedHolidays(this.options.holidays ?? {}, own) });
  }

  /** Called when a provider has listed its models; an empty list takes them away. */
  replaceDiscovered(providerId: string, names: readonly string[]): void {
    if (!this.input.providers.some(({ id }) => id === providerId)) {
      throw new InvalidCatalogError(`Models were discovered for "${providerId}", which is not registered`);
    }
    this.rebuild({ discovered: new Map(this.input.discovered).set(providerId, [...names]) });
  }

  private rebuild(change: Partial<CatalogInput>): void {
    const input = { ...this.input, ...change };
    this.current = buildSnapshot(input);
    this.input = input;
  }
}
