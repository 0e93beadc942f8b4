import type { RequestRecord } from '@app/contracts';

/** A place between two records: everything before it has been read. */
export interface JournalPosition {
  readonly segment: number;
  readonly offset: number;
}

export interface JournalBatch {
  readonly records: readonly RequestRecord[];
  /** Behind the last of them. */
  readonly end: JournalPosition;
  /** More is known to follow. */
  readonly hasMore: boolean;
}

/** Keeps records from the end of their request until the ledger has them. One writer, one reader. */
export interface RecordJournal {
  /** Names this journal in the ledger's checkpoints. */
  readonly id: string;
  /** Records that may not be kept because there is no room for them. */
  readonly isFull: boolean;
  /** Records that were given up for want of room; each is in the log. */
  readonly lost: number;
  /** Resolves once the record survives what the durability promises. Never rejects. */
  append(record: RequestRecord): Promise<void>;
  /** The records from `position` on, at most so many; none when it has caught up. */
  read(position: JournalPosition, limit: number): Promise<JournalBatch>;
  /** Everything before `position` is in the ledger and may go. */
  release(position: JournalPosition): Promise<void>;
  close(): Promise<void>;
}

export const JOURNAL_START: JournalPosition = { segment: 0, offset: 0 };

/** What the log says of a record that nothing keeps, so that it can be booked by hand. */
export function lostMessage({ requestId, costNanoUsd }: RequestRecord, reason: string): string {
  return `Request record ${requestId} (cost ${costNanoUsd ?? 'unknown'} nano-USD) is lost: ${reason}.`;
}
