import { Module } from '@nestjs/common';
import { ClockModule } from '@app/common';
import { PersistenceModule } from '@app/persistence';
import { PricingModule } from '@app/pricing';
import { CatalogOverridesModule } from '../catalog/catalog-overrides.module';
import { RepriceService } from './reprice.service';

/** Re-pricing without the rest of the gateway, for the command line. */
@Module({
  imports: [CatalogOverridesModule, ClockModule, PersistenceModule, PricingModule],
  providers: [RepriceService],
  exports: [RepriceService],
})
export class RepricingModule {}
