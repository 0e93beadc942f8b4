/** The holder of an API key, as the request path sees it. */
export interface ClientIdentity {
  readonly id: string;
  readonly name: string;
}

/** A client as the repositories store it. The key itself is never kept: only its SHA-256 and its public prefix. */
export interface Client extends ClientIdentity {
  /** First part of the key that may be shown: `sk-gg-` and eight characters. */
  readonly keyPrefix: string;
  /** Lower-case hex SHA-256 of the whole key. */
  readonly keyHash: string;
  readonly isEnabled: boolean;
  /** Epoch milliseconds; null never expires. */
  readonly expiresAt: number | null;
  readonly createdAt: number;
}
