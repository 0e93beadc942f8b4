import type { UsageFilter } from '@app/contracts';

const OUTCOMES = ['completed', 'failed', 'cancelled'] as const;

/** What of the address says which requests are meant. */
export function filterOf(search: Readonly<Record<string, string | undefined>>): UsageFilter {
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
