import { Logger } from '@nestjs/common';
import { uuidV7 } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import { lostMessage, type JournalBatch, type JournalPosition, type RecordJournal } from './record-journal';

/** Keeps records in memory alone: a process that is killed loses them. For benchmarks, which then measure the rest. */
export class MemoryJournal implements RecordJournal {
  private readonly logger = new Logger(MemoryJournal.name);
  readonly id = uuidV7(Date.now());
  readonly isFull = false;
  lost = 0;
  private records: RequestRecord[] = [];
  /** How many went before the first that is kept. */
  private released = 0;

  constructor(private readonly maxRecords: number) {}

  append(record: RequestRecord): Promise<void> {
    if (this.records.length < this.maxRecords) this.records.push(record);
    else this.lose(record, 'the database takes nothing and memory is full');
    return Promise.resolve();
  }

  read({ offset }: JournalPosition, limit: number): Promise<JournalBatch> {
    const start = Math.max(0, offset - this.released);
    const records = this.records.slice(start, start + limit);
    const end = this.released + start + records.length;
    const hasMore = start + records.length < this.records.length;
    return Promise.resolve({ records, end: { segment: 0, offset: end }, hasMore });
  }

  release({ offset }: JournalPosition): Promise<void> {
    this.records.splice(0, offset - this.released);
    this.released = offset;
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const record of this.records.splice(0)) this.lose(record, 'the database did not take it in time');
    return Promise.resolve();
  }

  private lose(record: RequestRecord, reason: string): void {
    this.lost += 1;
    this.logger.error(lostMessage(record, reason));
  }
}
