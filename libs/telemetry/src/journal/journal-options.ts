import type { JournalDurability } from '@app/config';

/** Where the journal lives and how it behaves. */
export interface JournalOptions {
  readonly folder: string;
  readonly durability: JournalDurability;
  /** A segment is closed once it has reached this size. */
  readonly segmentBytes: number;
  /** Space set aside for a full disk; 0: none. */
  readonly reserveBytes: number;
  /** At `process`: how long written records may stay out of reach of a power cut. */
  readonly syncEveryMs: number;
  /** While the disk takes nothing: how often it is tried, and how much is kept in memory meanwhile. */
  readonly retryEveryMs: number;
  readonly maxHeldRecords: number;
  readonly maxHeldBytes: number;
}

export const JOURNAL_DEFAULTS = {
  segmentBytes: 16 * 1024 * 1024,
  syncEveryMs: 100,
  retryEveryMs: 500,
  maxHeldRecords: 4_096,
  maxHeldBytes: 8 * 1024 * 1024,
} satisfies Partial<JournalOptions>;
