import { ModelCatalogService, type CatalogOptions } from '@app/catalog';
import type { Group, ModelFacts, ModelLifecycle } from '@app/contracts';

/** A live chat model of the provider `acme`, for specs. */
export function modelOf(id: string, fields: Partial<ModelFacts> = {}): ModelFacts {
  return {
    id,
    providerId: 'acme',
    mode: 'chat',
    isCore: false,
    snapshots: [],
    nicknames: [],
    lifecycle: { state: 'active', shutdownAt: null, replacement: null, routesTo: null },
    contextWindowTokens: null,
    maxInputTokens: null,
    maxOutputTokens: null,
    modalities: { input: ['text'], output: ['text'] },
    supports: {},
    reasoningEffortValues: null,
    reasoningEffortDefault: null,
    prices: [],
    imagePrices: null,
    endpoints: ['chat'],
    requestFlags: {},
    conflicts: [],
    note: null,
    sources: [],
    asOf: '2026-11-22',
    isUnverified: false,
    unverifiedFields: [],
    ...fields,
  };
}

/** A model that its vendor has ended. */
export function endedModelOf(
  id: string,
  replacement: ModelLifecycle['replacement'],
  fields: Partial<ModelFacts> = {},
): ModelFacts {
  return modelOf(id, { lifecycle: { state: 'shut_down', shutdownAt: null, replacement, routesTo: null }, ...fields });
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
