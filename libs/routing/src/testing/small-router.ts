import type { CatalogOptions, ModelCatalogService } from '@app/catalog';
import type { GatewayConfig } from '@app/config';
import type { Group, ModelFacts, ModelOverride } from '@app/contracts';
import type { GroupRepository } from '@app/persistence';
import { GroupDirectory } from '../group-directory.service';
import type { ProviderAvailability } from '../provider-availability.port';
import { RouterService } from '../router.service';
import { catalogOf } from './small-catalog';

const VARIABLES: Readonly<Record<string, string>> = { acme: 'ACME_API_KEY', beta: 'BETA_API_KEY' };
/** The time by its clock. */
export const NOW = Date.parse('2026-11-22T10:00:00Z');

/** What a router in specs knows. */
export interface Given {
  readonly facts?: readonly ModelFacts[];
  readonly groups?: readonly Group[];
  readonly configured?: readonly string[];
  readonly disabled?: readonly Omit<ModelOverride, 'isEnabled'>[];
  readonly endedModels?: GatewayConfig['endedModels'];
  readonly lifecycle?: CatalogOptions['lifecycle'];
  /** `provider:capability`, beside chat, which all have. */
  readonly offering?: readonly string[];
}

/** A router over a small catalogue and given groups. */
export async function routerOf(
  given: Given,
): Promise<{ router: RouterService; groups: GroupDirectory; catalog: ModelCatalogService }> {
  const catalog = catalogOf(given.facts ?? [], { lifecycle: given.lifecycle ?? 'enforce' });
  catalog.replaceOverrides({
    models: (given.disabled ?? []).map((override) => ({ ...override, isEnabled: false })),
    prices: [],
  });
  const repository: Pick<GroupRepository, 'list'> = { list: () => Promise.resolve([...(given.groups ?? [])]) };
  const groups = new GroupDirectory(repository as GroupRepository);
  await groups.onModuleInit();
  const configured = given.configured ?? ['acme', 'beta'];
  const availability: ProviderAvailability = {
    isConfigured: (id) => configured.includes(id),
    supports: (id, wanted) => wanted === 'chat' || (given.offering ?? []).includes(`${id}:${wanted}`),
    enablingVariable: (id) => VARIABLES[id],
  };
  const clock = { now: () => NOW, monotonicMs: () => NOW };
  const router = new RouterService(catalog, groups, availability, clock, {
    endedModels: given.endedModels ?? 'replace',
  });
  return { router, groups, catalog };
}
