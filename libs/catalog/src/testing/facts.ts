import type { ModelFacts, ModelLifecycle, PriceFacts, PriceOverride } from '@app/contracts';

/** A live chat model of the provider `acme`, for specs; price rows are numbered by the caller. */
export function factsOf(id: string, fields: Partial<ModelFacts> = {}): ModelFacts {
  return {
    id,
    providerId: 'acme',
    mode: 'chat',
    isCore: false,
    snapshots: [],
    nicknames: [],
    lifecycle: lifecycleOf(),
    contextWindowTokens: 1000,
    maxInputTokens: null,
    maxOutputTokens: null,
    modalities: { input: ['text'], output: ['text'] },
    supports: { tools: true },
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

export function lifecycleOf(fields: Partial<ModelLifecycle> = {}): ModelLifecycle {
  return { state: 'active', shutdownAt: null, replacement: null, routesTo: null, ...fields };
}

export function priceOf(id: string, fields: Partial<PriceFacts> = {}): PriceFacts {
  return {
    id,
    label: 'list',
    validFrom: null,
    validTo: null,
    rates: { input: 1_000_000, cachedInput: 100_000, cacheWrite: null, output: 4_000_000 },
    tiers: [],
    window: null,
    promo: null,
    isUnverified: false,
    ...fields,
  };
}

export function modelPriceOf(subject: string, priceId: string): PriceOverride {
  return { id: `row of ${priceId}`, subjectKind: 'model', subject, price: priceOf(priceId) };
}
