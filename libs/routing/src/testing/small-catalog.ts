import { ModelCatalogService, type CatalogOptions } from '@app/catalog';
import type { Group, ModelFacts, ModelLifecycle } from '@app/contracts';
import { factsOf, lifecycleOf } from '../../../catalog/src/testing/facts';

/** A model that its vendor has ended. */
export function endedModelOf(
  id: string,
  replacement: ModelLifecycle['replacement'],
  fields: Partial<ModelFacts> = {},
): ModelFacts {
  return factsOf(id, { lifecycle: lifecycleOf({ state: 'shut_down', replacement }), ...fields });
}

/** Of the providers `acme` (also `ac`) and `beta`. */
export function catalogOf(facts: readonly ModelFacts[], options: Partial<CatalogOptions> = {}): ModelCatalogService {
  const providers = [
    { id: 'acme', aliases: ['ac'] },
    { id: 'beta', aliases: [] },
  ];
  return new ModelCatalogService({ facts, providers, ...options });
}

export function groupOf(name: string, targets: readonly string[], fields: Partial<Group> = {}): Group {
  return {
    name,
    strategy: 'fallback',
    targets,
    logicLevel: null,
    primaryUse: null,
    settings: {},
    isEnabled: true,
    ...fields,
  };
}
