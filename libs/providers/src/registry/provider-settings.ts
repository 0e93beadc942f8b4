import type { ProviderTuning, StoredProviderSettings } from '@app/contracts';
import type { ProviderConfig } from '@app/config';
import { SecretUnreadableError, type KeyRing } from '@app/common';
import type { ProviderDescription } from '../spi/provider';

export type KeySource = 'database' | 'environment' | 'none';

/** What holds for one provider, the database before the environment before the provider's own defaults. */
export interface ProviderSettings {
  readonly isConfigured: boolean;
  readonly apiKey: string | undefined;
  readonly keySource: KeySource;
  readonly baseUrl: string;
  /** Models the operator names, beside those of the catalogue. */
  readonly models: readonly string[];
  /** What the database says beyond the configuration. */
  readonly tuning: ProviderTuning;
  /** Set when a stored key cannot be opened: with the sentence for the operator. */
  readonly problem: string | undefined;
}

/** The context under which a provider's key is sealed: its place in the database. */
export function keyContext(providerId: string): string {
  return `providers|encrypted_api_key|${providerId}`;
}

export function settingsOf(
  provider: ProviderDescription,
  config: ProviderConfig | undefined,
  stored: StoredProviderSettings | undefined,
  keys: Pick<KeyRing, 'open'>,
): ProviderSettings {
  const { apiKey, keySource, problem: keyProblem } = keyOf(provider, config, stored, keys);
  const isEnabled = stored?.isEnabled ?? config?.isEnabled ?? provider.needsKey;
  const baseUrl = stored?.baseUrl ?? config?.baseUrl ?? provider.baseUrl;
  // The environment was checked at start; what the database holds is checked here, so that one bad row stops one provider.
  const problem =
    keyProblem ??
    (isHttpUrl(baseUrl) ? undefined : `The stored base URL of "${provider.id}" is no http or https address.`);
  return {
    isConfigured: isEnabled && problem === undefined && (!provider.needsKey || apiKey !== undefined),
    apiKey,
    keySource,
    baseUrl: provider.quirks.baseUrl?.(baseUrl) ?? baseUrl,
    models: config?.models ?? [],
    tuning: stored?.tuning ?? {},
    problem,
  };
}

function keyOf(
  provider: ProviderDescription,
  config: ProviderConfig | undefined,
  stored: StoredProviderSettings | undefined,
  keys: Pick<KeyRing, 'open'>,
): Pick<ProviderSettings, 'apiKey' | 'keySource' | 'problem'> {
  if (stored?.encryptedApiKey) {
    try {
      return {
        apiKey: keys.open(stored.encryptedApiKey, keyContext(provider.id)),
        keySource: 'database',
        problem: undefined,
      };
    } catch (error) {
      if (!(error instanceof SecretUnreadableError)) throw error;
      // Falling back to the environment here would silently bill another account.
      return { apiKey: undefined, keySource: 'database', problem: error.message };
    }
  }
  const apiKey = config?.apiKey;
  return { apiKey, keySource: apiKey === undefined ? 'none' : 'environment', problem: undefined };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
