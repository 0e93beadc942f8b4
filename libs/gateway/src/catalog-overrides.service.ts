import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InvalidCatalogError, ModelCatalogService } from '@app/catalog';
import { OverrideRepository } from '@app/persistence';

/** Brings what the database says about models and prices into the catalogue. */
@Injectable()
export class CatalogOverridesService implements OnModuleInit {
  private readonly logger = new Logger(CatalogOverridesService.name);

  constructor(
    private readonly overrides: OverrideRepository,
    private readonly catalog: ModelCatalogService,
  ) {}

  async onModuleInit(): Promise<void> {
    const [models, prices] = await Promise.all([this.overrides.listModels(), this.overrides.listPrices()]);
    try {
      this.catalog.replaceOverrides({ models, prices });
    } catch (error) {
      if (!(error instanceof InvalidCatalogError)) throw error;
      // One bad row must not keep the gateway from starting; what is built in stays in force.
      this.logger.error(`The stored overrides of models and prices are ignored: ${error.message}`);
    }
  }
}
