/** What the database says about a provider; it wins over the environment. */
export interface StoredProviderSettings {
  readonly providerId: string;
  /** null: not said here. */
  readonly isEnabled: boolean | null;
  readonly baseUrl: string | null;
  /** AES-256-GCM box of the API key (`SecretBox`), null when none is stored. */
  readonly encryptedApiKey: string | null;
  readonly tuning: ProviderTuning;
  /** Raised with every change; what an ETag is made of. */
  readonly version: number;
}

/** What differs from the installation's configuration; left out: as configured. */
export interface ProviderTuning {
  /** Milliseconds. */
  readonly limits?: {
    readonly connectMs?: number;
    readonly firstByteMs?: number;
    readonly idleMs?: number;
    readonly totalMs?: number;
  };
  /** Requests under way to one model at once. */
  readonly maxInFlight?: number;
  readonly breaker?: { readonly errorPercent?: number; readonly volume?: number; readonly resetMs?: number };
  /** Sent with every request; never a key, and none of the headers the gateway itself sets. */
  readonly headers?: Readonly<Record<string, string>>;
}
