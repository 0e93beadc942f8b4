import { Module } from '@nestjs/common';
import { ClockModule } from '@app/common';
import { PricingModule } from '@app/pricing';
import { ProvidersModule } from '@app/providers';
import { PricePolicy, ProviderAvailability, RoutingModule } from '@app/routing';
import { CatalogOverridesModule } from '../catalog/catalog-overrides.module';
import { SelectorAsker } from '../selector/selector-asker.service';
import { SelectorService } from '../selector/selector.service';
import { AvailabilityModule } from './availability.module';
import { LiveAvailability } from './live-availability.service';
import { ConfiguredPricePolicy } from './price-policy.service';

const routing = RoutingModule.register({
  imports: [AvailabilityModule, PricingModule],
  providers: [
    { provide: ProviderAvailability, useExisting: LiveAvailability },
    { provide: PricePolicy, useClass: ConfiguredPricePolicy },
  ],
});

/** Routing with what it asks for through its ports: the providers as they are, their prices, and who rates prompts. */
@Module({
  imports: [CatalogOverridesModule, ClockModule, AvailabilityModule, PricingModule, ProvidersModule, routing],
  providers: [SelectorAsker, SelectorService],
  exports: [AvailabilityModule, RoutingModule, SelectorService],
})
export class LiveRoutingModule {}
