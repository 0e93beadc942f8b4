import type { StoredProviderSettings, UserRole } from '@app/contracts';
import type { ProviderKeySource, ProviderView } from '@app/contracts/admin';
import type { ProviderStatus } from '@app/providers';

/** A provider for people: what is stored of its key is that there is one. Viewers are not told where it comes from. */
export function providerView(status: ProviderStatus, stored: StoredProviderSettings, role: UserRole): ProviderView {
  const { id, label, isConfigured, keySource, baseUrl, breakerState, troubledModels, problem, enabledBy } = status;
  const { isEnabled, encryptedApiKey, tuning, version } = stored;
  return {
    ...{ id, label, isConfigured, keySource: sourceFor(role, keySource), baseUrl },
    breakerState: breakerState ?? null,
    troubledModels,
    problem: problem ?? null,
    enabledBy,
    stored: {
      ...{ isEnabled, baseUrl: stored.baseUrl, hasApiKey: encryptedApiKey !== null },
      // What is sent to a provider may be as good as a key.
      tuning: role === 'admin' ? tuning : { ...tuning, ...(tuning.headers && { headers: {} }) },
    },
    version,
  };
}

function sourceFor(role: UserRole, source: ProviderStatus['keySource']): ProviderKeySource {
  return role === 'admin' || source === 'none' ? source : 'set';
}
