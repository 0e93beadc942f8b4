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
}
