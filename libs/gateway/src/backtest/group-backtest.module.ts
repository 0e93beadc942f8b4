import { Module } from '@nestjs/common';
import { ClockModule } from '@app/common';
import { PricingModule } from '@app/pricing';
import { RequestsModule } from '@app/telemetry';
import { CatalogOverridesModule } from '../catalog/catalog-overrides.module';
import { LiveRoutingModule } from '../routing/live-routing.module';
import { RouteCosts } from '../exchange/route-costs.service';
import { GroupBacktest } from './group-backtest.service';

/** Backtests, with as much of the gateway as they need. */
@Module({
  imports: [CatalogOverridesModule, ClockModule, LiveRoutingModule, PricingModule, RequestsModule],
  providers: [GroupBacktest, RouteCosts],
  exports: [GroupBacktest],
})
export class GroupBacktestModule {}
