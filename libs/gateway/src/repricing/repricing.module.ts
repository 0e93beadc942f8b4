import { Module } from '@nestjs/common';
import { CatalogModule } from '@app/catalog';
import { ClockModule } from '@app/common';
import { PersistenceModule } from '@app/persistence';
import { PricingModule } from '@app/pricing';
import { CatalogOverridesService } from '../catalog-overrides.service';
import { RepriceService } from './reprice.service';

/** Re-pricing without the rest of the gateway, for the command line. */
@Module({
  imports: [CatalogModule, ClockModule, PersistenceModule, PricingModule],
  providers: [CatalogOverridesService, RepriceService],
  exports: [RepriceService],
})
export class RepricingModule {}
