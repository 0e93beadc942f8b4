/** What the database says about a provider; it wins over the environment. */
export interface StoredProviderSettings {
  readonly providerId: string;
  /** null: not said here. */
  readonly isEnabled: boolean | null;
  readonly baseUrl: string | null;
  /** AES-256-GCM box of the API key (`SecretBox`), null when none is stored. */
  readonly encryptedApiKey: string | null;
}
