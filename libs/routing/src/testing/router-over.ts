import type { ModelCatalogService } from '@app/catalog';
import type { Clock } from '@app/common';
import type { GatewayConfig } from '@app/config';
import type { GroupDirectory } from '../groups/group-directory.service';
import { ModelJudge } from '../model-judge.service';
import type { PricePolicy } from '../price-policy.port';
import type { ProviderAvailability } from '../provider-availability.port';
import { RouterService } from '../router.service';
import { TargetFitness } from '../target-fitness.service';

export interface RouterWorld {
  readonly catalog: ModelCatalogService;
  readonly groups: GroupDirectory;
  readonly availability: ProviderAvailability;
  readonly clock: Clock;
  readonly prices?: PricePolicy;
  readonly endedModels?: GatewayConfig['endedModels'];
}

/** The router as its module would put it together. */
export function routerOver({ catalog, groups, availability, clock, ...rest }: RouterWorld): RouterService {
  const { prices = { isBlocked: () => false }, endedModels = 'replace' } = rest;
  const judge = new ModelJudge(new TargetFitness(availability, prices), clock, { endedModels });
  return new RouterService(catalog, groups, judge);
}
