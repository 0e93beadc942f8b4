import { Module } from '@nestjs/common';
import { CatalogModule } from '@app/catalog';
import { PersistenceModule } from '@app/persistence';
import { ModelDiscoveryService } from './registry/model-discovery.service';
import { ProviderRegistry } from './registry/provider-registry.service';

@Module({
  imports: [CatalogModule, PersistenceModule],
  providers: [ProviderRegistry, ModelDiscoveryService],
  exports: [ProviderRegistry],
})
export class ProvidersModule {}
