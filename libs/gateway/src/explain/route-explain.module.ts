import { Module } from '@nestjs/common';
import { ClockModule } from '@app/common';
import { PricingModule } from '@app/pricing';
import { CatalogOverridesModule } from '../catalog/catalog-overrides.module';
import { LiveRoutingModule } from '../routing/live-routing.module';
import { RouteExplainService } from './route-explain.service';

/** Explanations of routes, with as much of the gateway as they need. */
@Module({
  imports: [CatalogOverridesModule, ClockModule, LiveRoutingModule, PricingModule],
  providers: [RouteExplainService],
  exports: [RouteExplainService, LiveRoutingModule],
})
export class RouteExplainModule {}
