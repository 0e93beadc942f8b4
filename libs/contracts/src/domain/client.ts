/** The holder of an API key, as the request path sees it. */
export interface ClientIdentity {
  readonly id: string;
  readonly name: string;
  readonly limits: ClientLimits;
}

export type BudgetPeriod = 'day' | 'month' | 'total';

/** How much a client may use; null: as much as it likes. */
export interface ClientLimits {
  readonly requestsPerMinute: number | null;
  /** Prompt and output tokens together. */
  readonly tokensPerMinute: number | null;
  readonly concurrentRequests: number | null;
  readonly budget: ClientBudget | null;
}

/** Days and months are UTC. */
export interface ClientBudget {
  readonly nanoUsd: number;
  readonly period: BudgetPeriod;
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
