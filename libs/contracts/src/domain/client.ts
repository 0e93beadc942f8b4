/** The holder of an API key, as the request path sees it. */
export interface ClientIdentity {
  readonly id: string;
  readonly name: string;
  readonly limits: ClientLimits;
  readonly access: ClientAccess;
}

/** What a client may ask for, and from where. */
export interface ClientAccess {
  /** Names of models and groups; a group stands for all it leads to. null: everything. */
  readonly allowedModels: readonly string[] | null;
  /** Addresses and CIDR ranges; null: from anywhere. */
  readonly allowedAddresses: readonly string[] | null;
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
  /** Last four characters of the key, so that people can tell which one they hold; empty for keys older than this column. */
  readonly keyHint: string;
  /** The key before the last rotation, which still works for a while. */
  readonly previousKey: PreviousKey | null;
  readonly description: string;
  readonly tags: readonly string[];
  /** Name of the user, or of the command line. */
  readonly createdBy: string;
  /** To the minute; null where it never was. */
  readonly lastUsedAt: number | null;
  /** Raised with every change; what an ETag is made of. */
  readonly version: number;
  /** The file that declares this client, which then cannot be changed elsewhere; null for most. */
  readonly managedBy: string | null;
}

export interface PreviousKey {
  /** Lower-case hex SHA-256. */
  readonly hash: string;
  /** Epoch milliseconds. */
  readonly worksUntil: number;
}
