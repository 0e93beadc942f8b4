import type { ProviderTuning } from '../domain/provider-settings';

/** Where a provider's key comes from; viewers are told `set` or `none` only. */
export type ProviderKeySource = 'database' | 'environment' | 'set' | 'none';

export type ProviderBreakerState = 'closed' | 'open' | 'half-open';

/** A provider, as the dashboard shows it: never with its key. */
export interface ProviderView {
  readonly id: string;
  readonly label: string;
  /** It has what it needs to be asked. */
  readonly isConfigured: boolean;
  readonly keySource: ProviderKeySource;
  readonly baseUrl: string;
  /** The worst of the provider's own and its models' breakers; null where it is not configured. */
  readonly breakerState: ProviderBreakerState | null;
  /** Models whose own breaker is not closed. */
  readonly troubledModels: readonly { readonly model: string; readonly state: ProviderBreakerState }[];
  /** In a sentence, with what to do; null when there is none. */
  readonly problem: string | null;
  /** The environment variable that would configure it. */
  readonly enabledBy: string;
  /** What is stored for it; what is null here comes from the environment. */
  readonly stored: {
    readonly isEnabled: boolean | null;
    readonly baseUrl: string | null;
    readonly hasApiKey: boolean;
    readonly tuning: ProviderTuning;
  };
  /** For `If-Match`; 0 while nothing is stored. */
  readonly version: number;
}

export interface ProviderList {
  readonly items: readonly ProviderView[];
}

/** What is left out stays; null goes back to the environment. */
export interface UpdateProviderRequest {
  readonly isEnabled?: boolean | null;
  readonly baseUrl?: string | null;
  /** Write only: sealed at once and never shown again. */
  readonly apiKey?: string | null;
  /** Replaces all that was tuned before. */
  readonly tuning?: ProviderTuning;
}

/** Of a question that costs nothing. */
export interface ProviderCheckView {
  readonly isOk: boolean;
  readonly tookMs: number;
  /** In a sentence; null when it is well. */
  readonly problem: string | null;
}

/** What a failure of the provider would take along. */
export interface ProviderImpactView {
  /** Groups without a healthy target while the provider is down; in order of name. */
  readonly dependents: readonly string[];
}

export interface SetBreakerRequest {
  /** `open` stops all requests until it is closed by hand again. */
  readonly state: 'open' | 'closed';
}

/** Models that the provider's own server lists and that the catalogue does not know by itself. */
export interface DiscoveredModels {
  readonly models: readonly string[];
}
