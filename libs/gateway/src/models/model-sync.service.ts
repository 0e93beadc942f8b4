import { Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import type { DiscoveredModels } from '@app/contracts/admin';
import { ModelDiscoveryService, ProviderSettingsService } from '@app/providers';

/** Models that only a provider's own server knows of. */
@Injectable()
export class ModelSync {
  constructor(
    private readonly settings: ProviderSettingsService,
    private readonly discovery: ModelDiscoveryService,
    private readonly catalog: ModelCatalogService,
  ) {}

  /** Asks the server now. @throws ProviderNotFoundError */
  async sync(providerId: string): Promise<DiscoveredModels> {
    await this.settings.find(providerId);
    await this.discovery.refresh();
    const models = this.catalog
      .snapshot()
      .all()
      .filter((entry) => entry.providerId === providerId && entry.facts === undefined)
      .map(({ name }) => name);
    return { models };
  }
}
