import { Module } from '@nestjs/common';
import { CatalogModule } from '@app/catalog';
import { PersistenceModule } from '@app/persistence';
import { CatalogOverridesService } from './catalog-overrides.service';

/** The catalogue as this installation's database has it. */
@Module({
  imports: [CatalogModule, PersistenceModule],
  providers: [CatalogOverridesService],
  exports: [CatalogModule, CatalogOverridesService],
})
export class CatalogOverridesModule {}
