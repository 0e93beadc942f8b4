import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InvalidCatalogError, ModelCatalogService, readHolidays } from '@app/catalog';
import { OverrideRepository, SettingRepository } from '@app/persistence';

/** The setting that holds an operator's calendars: `{ "<calendar>": { "2027": ["2027-01-01", …] } }`. */
export const HOLIDAYS_SETTING = 'pricing.holidays';

/** Brings what the database says about models, prices and holidays into the catalogue. */
@Injectable()
export class CatalogOverridesService implements OnModuleInit {
  private readonly logger = new Logger(CatalogOverridesService.name);

  constructor(
    private readonly overrides: OverrideRepository,
    private readonly settings: SettingRepository,
    private readonly catalog: ModelCatalogService,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.reload();
  }

  /** Takes over what is stored now; what is no good is left as it was. */
  async reload(): Promise<void> {
    const [models, prices, holidays] = await Promise.all([
      this.overrides.listModels(),
      this.overrides.listPrices(),
      this.settings.get(HOLIDAYS_SETTING),
    ]);
    this.unlessInvalid('The stored overrides of models and prices are', () => {
      this.catalog.replaceOverrides({ models, prices });
    });
    if (holidays === undefined) return;
    this.unlessInvalid('The stored holidays are', () => {
      this.catalog.replaceHolidays(readHolidays(holidays, `setting "${HOLIDAYS_SETTING}"`));
    });
  }

  /** One bad row must not keep the gateway from starting; what was good before stays in force. */
  private unlessInvalid(what: string, replace: () => void): void {
    try {
      replace();
    } catch (error) {
      if (!(error instanceof InvalidCatalogError)) throw error;
      this.logger.error(`${what} ignored: ${error.message}`);
    }
  }
}
