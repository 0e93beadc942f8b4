import { Module } from '@nestjs/common';
import { ClockModule } from '@app/common';
import { PricingModule } from '@app/pricing';
import { ProvidersModule } from '@app/providers';
import { CatalogOverridesModule } from '../catalog/catalog-overrides.module';
import { ModelSync } from './model-sync.service';
import { ModelViews } from './model-views.service';

/** The catalogue for people, without the rest of the gateway: the admin API and the command line show the same. */
@Module({
  imports: [CatalogOverridesModule, ClockModule, PricingModule, ProvidersModule],
  providers: [ModelViews, ModelSync],
  exports: [CatalogOverridesModule, ModelViews, ModelSync],
})
export class ModelViewsModule {}
