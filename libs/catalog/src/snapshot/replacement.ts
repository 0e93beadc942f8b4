import type { ModelFacts } from '@app/contracts';
import type { ModelReference } from './catalog-entry';

export interface Replacement {
  readonly reference: ModelReference;
  /** Request fields to add when the replacement answers. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Model names followed, from the one asked for to the one reached. */
  readonly path: readonly string[];
}

interface ReplacementSearch {
  /** What a replacement's name means to the provider of the model it replaces. */
  readonly find: (providerId: string, name: string) => ModelReference | undefined;
  /** Whether a candidate may be used: alive, configured, enabled. */
  readonly accepts: (reference: ModelReference) => boolean;
}

/**
 * Follows `lifecycle.replacement` to the first acceptable model. A field that two steps set keeps the value of the
 * earlier step, the one closer to the asked model: it says what the caller meant by the old name, while a later step
 * only tells how one replacement stands in for another.
 */
export function findReplacement(facts: ModelFacts, { find, accepts }: ReplacementSearch): Replacement | undefined {
  const path = [facts.id];
  const visited = new Set<ModelFacts>([facts]);
  let set: Readonly<Record<string, unknown>> = {};
  let current = facts;
  for (;;) {
    const step = current.lifecycle.replacement;
    const reference = step === null ? undefined : find(current.providerId, step.model);
    if (step === null || reference?.facts === undefined || visited.has(reference.facts)) return undefined;
    set = { ...step.set, ...set };
    path.push(reference.name);
    if (accepts(reference)) return { reference, set, path };
    visited.add(reference.facts);
    current = reference.facts;
  }
}
