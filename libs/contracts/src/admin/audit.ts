import type { AuditEntry } from '../domain/audit';

/** Newest first. */
export interface AuditPage {
  readonly items: readonly AuditEntry[];
  /** Where the list goes on; null at its end. */
  readonly nextCursor: string | null;
}

/** Whether the log is whole. */
export interface AuditVerification {
  readonly entries: number;
  /** Number of the first entry that is wrong or missing; null when all is well. */
  readonly brokenAt: number | null;
  /** Hash of the last whole entry, to be noted elsewhere; null of an empty log. */
  readonly head: string | null;
  /** Whether a whole entry has the hash that was asked about; null where none was. */
  readonly holdsNoted: boolean | null;
}
