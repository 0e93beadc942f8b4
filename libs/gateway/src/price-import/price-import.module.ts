import { Module } from '@nestjs/common';
import { ClockModule } from '@app/common';
import { PersistenceModule } from '@app/persistence';
import { CatalogOverridesModule } from '../catalog/catalog-overrides.module';
import { PriceImport } from './price-import.service';

/** Lists of prices, with as much of the gateway as they need. */
@Module({
  imports: [CatalogOverridesModule, ClockModule, PersistenceModule],
  providers: [PriceImport],
  exports: [PriceImport],
})
export class PriceImportModule {}
