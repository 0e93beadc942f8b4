import type { UserRole } from './user';

/** Who changes something: a user of the dashboard, the command line, or the gateway itself. */
export interface Actor {
  readonly kind: 'user' | 'command_line' | 'system';
  /** Of the user; null for others. */
  readonly id: string | null;
  readonly name: string;
  readonly role: UserRole | null;
  /** Of the client behind trusted proxies; null where nobody called over the network. */
  readonly address: string | null;
  /** Of the admin request; null where there was none. */
  readonly requestId: string | null;
}

export type AuditEntity =
  | 'user'
  | 'session'
  | 'client'
  | 'provider'
  | 'group'
  | 'model'
  | 'price'
  | 'setting'
  | 'request'
  | 'job'
  | 'encryption_key'
  | 'config';

/** One change, as its author tells it. Secrets have been left out of both sides already. */
export interface AuditedChange {
  /** `<entity>.<verb>`, e.g. `client.create`, `provider.breaker_open`. */
  readonly action: string;
  readonly entity: AuditEntity;
  readonly entityId: string;
  /** The name by which people know it; equal to the id where there is no other. */
  readonly entityName: string;
  /** null: it was not there before. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** null: it is not there any more. */
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** A row of the audit log. Rows are never changed, and each vouches for the one before it. */
export interface AuditEntry extends AuditedChange {
  /** 1, 2, 3, … without gaps. */
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: Actor;
  /** Hex SHA-256 over the entry before and this one. */
  readonly hash: string;
}
