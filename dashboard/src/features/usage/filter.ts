import type { UsageFilter, UsageGrouping } from '@app/contracts';
import type { SearchText } from '../../shared/ui/address';

const OUTCOMES = ['completed', 'failed', 'cancelled'] as const;

/** What of the address says which requests are meant. */
export function filterOf(search: SearchText): UsageFilter {
  const { provider, model, client, group, outcome, stream } = search;
  const known = OUTCOMES.find((value) => value === outcome);
  return {
    ...(provider !== undefined && { providerId: provider }),
    ...(model !== undefined && { model }),
    ...(client !== undefined && { clientId: client }),
    ...(group !== undefined && { groupName: group }),
    ...(known && { outcome: known }),
    ...(stream !== undefined && { isStream: stream === 'yes' }),
  };
}

/** The change of the address that leaves only the requests of one row of a table. */
export function searchFor(by: UsageGrouping, key: string): SearchText {
  if (by === 'client') return { client: key };
  if (by === 'group') return { group: key };
  if (by === 'provider') return { provider: key };
  const slash = key.indexOf('/');
  return { provider: key.slice(0, slash), model: key.slice(slash + 1) };
}

export const ENTITY_NAMES = ['provider', 'model', 'client', 'group'] as const;
export type EntityName = (typeof ENTITY_NAMES)[number];

/** Taking one away; a model is nothing without its provider. */
export function without(name: EntityName): SearchText {
  return name === 'provider' ? { provider: undefined, model: undefined } : { [name]: undefined };
}
