import type { ModelView, ProviderView } from '@app/contracts/admin';

type ProviderState = Pick<ProviderView, 'id' | 'isConfigured' | 'breakerState' | 'troubledModels'>;
type ModelState = Pick<ModelView, 'id' | 'model' | 'names' | 'isEnabled' | 'priceState' | 'lifecycle'>;

/** What is wrong with a target, as things are now. Targets may be written with their provider, without it, or by another name of the model. */
export function warningsOf(
  models: readonly ModelState[],
  providers: readonly ProviderState[],
): (name: string) => readonly string[] {
  const byName = new Map(
    models.flatMap((model) => [model.id, model.model, ...model.names].map((name) => [name, model] as const)),
  );
  return (name) => {
    const model = byName.get(name);
    if (!model) return models.length === 0 ? [] : ['not in the catalogue'];
    return [
      ...(model.isEnabled ? [] : ['disabled']),
      ...(model.priceState === 'unpriced' ? ['unpriced'] : []),
      ...(model.lifecycle === 'ended' ? ['ended'] : []),
      ...providerWarnings(model, providers),
    ];
  };
}

function providerWarnings({ id, model }: ModelState, providers: readonly ProviderState[]): readonly string[] {
  const provider = providers.find((each) => id.startsWith(`${each.id}/`));
  if (!provider) return [];
  if (!provider.isConfigured) return ['out of reach: its provider is not configured'];
  if (provider.breakerState === 'open') return ['breaker of its provider open'];
  return provider.troubledModels.some((troubled) => troubled.model === model && troubled.state === 'open')
    ? ['breaker open']
    : [];
}
