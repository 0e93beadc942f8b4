import type { CatalogOptions, ModelCatalogService } from '@app/catalog';
import type { GatewayConfig } from '@app/config';
import type { Group, ModelFacts, ModelOverride } from '@app/contracts';
import type { GroupRepository } from '@app/persistence';
import { GroupDirectory } from '../groups/group-directory.service';
import type { PricePolicy } from '../price-policy.port';
import type { Blockade, ProviderAvailability } from '../provider-availability.port';
import type { RouterService } from '../router.service';
import { routerOver } from './router-over';
import { catalogOf } from './small-catalog';
import { storedGroup } from '../../../persistence/src/testing/stored-group';

const VARIABLES: Readonly<Record<string, string>> = { acme: 'ACME_API_KEY', beta: 'BETA_API_KEY' };
export const NOW = Date.parse('2026-11-22T10:00:00Z');
/** The world a router lives in; what is left out is as simple as can be. */
export interface Given {
  readonly facts?: readonly ModelFacts[];
  readonly groups?: readonly Group[];
  readonly configured?: readonly string[];
  readonly disabled?: readonly Omit<ModelOverride, 'isEnabled'>[];
  readonly endedModels?: GatewayConfig['endedModels'];
  readonly lifecycle?: CatalogOptions['lifecycle'];
  /** `provider:capability`, beside chat, which all have. */
  readonly offering?: readonly string[];
  /** `provider/model`, or the same with ` in group`, of what may not be asked for want of a price. */
  readonly blocked?: readonly string[];
  /** `provider/model` of what should not be asked just now. */
  readonly blockades?: ReadonlyMap<string, Blockade>;
}

export async function routerOf(
  given: Given,
): Promise<{ router: RouterService; groups: GroupDirectory; catalog: ModelCatalogService }> {
  const catalog = catalogOf(given.facts ?? [], { lifecycle: given.lifecycle ?? 'enforce' });
  catalog.replaceOverrides({
    models: (given.disabled ?? []).map((override) => ({ ...override, isEnabled: false })),
    prices: [],
  });
  const repository: Pick<GroupRepository, 'list'> = {
    list: () => Promise.resolve((given.groups ?? []).map(storedGroup)),
  };
  const groups = new GroupDirectory(repository as GroupRepository);
  await groups.onModuleInit();
  const configured = given.configured ?? ['acme', 'beta'];
  const availability: ProviderAvailability = {
    isConfigured: (id) => configured.includes(id),
    supports: (id, wanted) => wanted === 'chat' || (given.offering ?? []).includes(`${id}:${wanted}`),
    enablingVariable: (id) => VARIABLES[id],
    blockadeOf: (id, model) => given.blockades?.get(`${id}/${model}`),
  };
  const clock = { now: () => NOW, monotonicMs: () => NOW };
  const prices: PricePolicy = {
    isBlocked: (id, model, group) =>
      (given.blocked ?? []).includes(`${id}/${model}${group === undefined ? '' : ` in ${group}`}`),
  };
  const { endedModels = 'replace' } = given;
  const router = routerOver({ catalog, groups, availability, clock, prices, endedModels });
  return { router, groups, catalog };
}
