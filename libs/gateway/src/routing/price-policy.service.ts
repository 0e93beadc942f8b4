import { Inject, Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import { Clock } from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { CostService } from '@app/pricing';
import type { PricePolicy } from '@app/routing';

/** Answers routing's question about models without a price from the catalogue and the configuration. */
@Injectable()
export class ConfiguredPricePolicy implements PricePolicy {
  private readonly isBlocking: boolean;

  constructor(
    private readonly catalog: ModelCatalogService,
    private readonly costs: CostService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(GATEWAY_CONFIG) { pricing }: Pick<GatewayConfig, 'pricing'>,
  ) {
    this.isBlocking = pricing.unpriced === 'block';
  }

  isBlocked(providerId: string, model: string, groupName: string | undefined): boolean {
    if (!this.isBlocking) return false;
    const at = this.clock.now();
    return !this.costs.hasPrice({ providerId, model, groupName, at, snapshot: this.catalog.snapshot() });
  }
}
