import { Module } from '@nestjs/common';
import { CatalogModule } from '@app/catalog';
import { PersistenceModule } from '@app/persistence';
import { ModelDiscoveryService } from './registry/model-discovery.service';
import { ProviderRegistry } from './registry/provider-registry.service';
import { ProviderSettingsService } from './settings/provider-settings.service';
import { KeptStateService } from './state/kept-state.service';

@Module({
  imports: [CatalogModule, PersistenceModule],
  providers: [KeptStateService, ProviderRegistry, ModelDiscoveryService, ProviderSettingsService],
  exports: [ProviderRegistry, ModelDiscoveryService, ProviderSettingsService],
})
export class ProvidersModule {}
