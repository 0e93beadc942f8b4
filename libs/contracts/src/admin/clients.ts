import type { ClientAccess, ClientLimits } from '../domain/client';

/** A holder of an API key, as administrators and viewers see it. */
export interface ClientView {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** First part of the key, which may be shown: `sk-gg-` and eight characters. */
  readonly keyPrefix: string;
  /** Its last four characters; empty where they were not kept. */
  readonly keyHint: string;
  readonly isEnabled: boolean;
  /** Epoch milliseconds; null never expires. */
  readonly expiresAt: number | null;
  readonly limits: ClientLimits;
  readonly access: ClientAccess;
  /** Until when the key before the last rotation works; null where none does. */
  readonly previousKeyWorksUntil: number | null;
  readonly createdBy: string;
  readonly createdAt: number;
  /** To the minute; null where it never was. */
  readonly lastUsedAt: number | null;
  /** Whole days since its last use, or since it was made where it never was used. */
  readonly unusedDays: number;
  /** For 90 days: a key that nobody needs is better revoked. */
  readonly isUnused: boolean;
  /** The file that declares this client, which then cannot be changed here. */
  readonly managedBy: string | null;
  /** For `If-Match`. */
  readonly version: number;
}

export interface ClientList {
  /** In order of name. */
  readonly items: readonly ClientView[];
}

export interface CreateClientRequest {
  readonly name: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly isEnabled?: boolean;
  /** Epoch milliseconds; null never expires. */
  readonly expiresAt?: number | null;
  readonly limits?: ClientLimits;
  readonly access?: ClientAccess;
}

/** What is left out stays as it is. */
export type UpdateClientRequest = Partial<CreateClientRequest>;

export interface RotateClientRequest {
  /** How long the old key works on, at most 30 days; 0 ends it at once. By default a day. */
  readonly overlapMs?: number;
}

/** A key that is shown this once and kept nowhere. */
export interface IssuedKeyView {
  readonly client: ClientView;
  readonly key: string;
}

/** A key that somebody found; it is looked up and not kept. */
export interface IdentifyKeyRequest {
  readonly key: string;
}

export interface IdentifiedKey {
  /** null where the key is nobody's. */
  readonly client: ClientView | null;
}
