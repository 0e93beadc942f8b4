import { Logger } from '@nestjs/common';
import type { RequestRecord } from '@app/contracts';
import { RowRefusedError, type LedgerRepository } from '@app/persistence';
import type { RequestLogLimits } from '../request-log/request-log-limits';
import type { Timers } from '../request-log/timers';
import {
  JOURNAL_START,
  lostMessage,
  type JournalBatch,
  type JournalPosition,
  type RecordJournal,
} from './record-journal';

/** Takes the records of a journal into the ledger, in batches and in order, for as long as it takes. */
export class JournalDrainer {
  private readonly logger = new Logger(JournalDrainer.name);
  private position: JournalPosition | undefined;
  private isDraining = false;
  private isClosed = false;
  /** Something came while a batch was under way. */
  private hasNews = false;
  /** What an earlier process left is in the ledger. */
  private hasCaughtUp = false;
  private failures = 0;
  private cancelTimer: (() => void) | undefined;
  private waiters: (() => void)[] = [];
  /** Records that the database refuses for good. */
  refused = 0;
  drained = 0;
  lastError: string | undefined;

  constructor(
    private readonly journal: RecordJournal,
    private readonly ledger: Pick<LedgerRepository, 'apply' | 'checkpointOf'>,
    private readonly timers: Timers,
    private readonly limits: RequestLogLimits,
  ) {}

  /** The database does not take records at present; they stay in the journal and are tried again. */
  get isDegraded(): boolean {
    return this.failures > 0;
  }

  /** There is something to do, now or when it has company; a retry that is due later stays where it is. */
  wake(isUrgent: boolean): void {
    if (this.isClosed || this.failures > 0) return;
    if (this.isDraining) this.hasNews = true;
    else if (isUrgent) this.start();
    else this.cancelTimer ??= this.timers.after(this.limits.lingerMs, () => this.start());
  }

  /** Resolves when all that the journal holds by now is in the ledger; waits as long as the database takes. */
  flush(): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiters.push(resolve);
      this.start();
    });
  }

  /** Stops after the batch in progress. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.cancelTimer?.();
    if (this.isDraining) await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  private start(): void {
    if (this.isDraining || this.isClosed) return;
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.isDraining = true;
    this.hasNews = false;
    void this.drain().finally(() => {
      this.isDraining = false;
      // Whoever began to wait while the last look was under way wants another one.
      if (this.isClosed) this.answer(this.waiters);
      else if (this.waiters.length > 0 || this.hasNews) this.wake(this.waiters.length > 0);
    });
  }

  /** Batch after batch until there is none; while nobody waits, what is few may gather company. Never rejects. */
  private async drain(): Promise<void> {
    try {
      for (;;) {
        const waiting = [...this.waiters];
        this.position ??= await this.checkpoint();
        const batch = await this.journal.read(this.position, this.limits.rowsPerTransaction);
        if (batch.records.length === 0 && isSame(batch.end, this.position)) {
          this.recovered();
          this.hasCaughtUp = true;
          this.answer(waiting);
          return;
        }
        await this.store(batch);
        this.position = batch.end;
        await this.journal.release(batch.end);
        this.recovered();
        if (this.isClosed || (this.hasCaughtUp && !batch.hasMore && this.waiters.length === 0)) return;
      }
    } catch (error) {
      this.retryLater(error);
    }
  }

  private async checkpoint(): Promise<JournalPosition> {
    const found = await this.ledger.checkpointOf(this.journal.id);
    return found ? { segment: found.segment, offset: found.byteOffset } : JOURNAL_START;
  }

  private async store({ records, end }: JournalBatch): Promise<void> {
    const checkpoint = { journalId: this.journal.id, segment: end.segment, byteOffset: end.offset };
    try {
      await this.ledger.apply(records, checkpoint);
    } catch (error) {
      if (!(error instanceof RowRefusedError)) throw error;
      await this.storeApart(records);
      await this.ledger.apply([], checkpoint);
    }
    this.drained += records.length;
  }

  /** One row broke a rule of the database, which no waiting mends: all the others are stored, and it is told. */
  private async storeApart(records: readonly RequestRecord[]): Promise<void> {
    try {
      await this.ledger.apply(records);
    } catch (error) {
      if (!(error instanceof RowRefusedError)) throw error;
      const [record] = records;
      if (record !== undefined && records.length === 1) {
        this.refused += 1;
        this.logger.error(`${lostMessage(record, error.message)} It was ${JSON.stringify(record)}`);
        return;
      }
      const middle = Math.ceil(records.length / 2);
      await this.storeApart(records.slice(0, middle));
      await this.storeApart(records.slice(middle));
    }
  }

  private answer(waiting: readonly (() => void)[]): void {
    this.waiters = this.waiters.filter((waiter) => !waiting.includes(waiter));
    for (const resolve of waiting) resolve();
  }

  private recovered(): void {
    if (this.failures === 0) return;
    this.logger.log('The database takes request records again.');
    this.failures = 0;
    this.lastError = undefined;
  }

  private retryLater(error: unknown): void {
    this.lastError = error instanceof Error ? error.message : String(error);
    if (this.failures === 0) {
      this.logger.error(`Request records cannot be stored and stay in the journal: ${this.lastError}`);
    }
    const waitMs = Math.min(this.limits.firstRetryMs * 2 ** this.failures, this.limits.longestRetryMs);
    this.failures += 1;
    if (!this.isClosed) this.cancelTimer = this.timers.after(waitMs, () => this.start());
  }
}

function isSame(a: JournalPosition, b: JournalPosition): boolean {
  return a.segment === b.segment && a.offset === b.offset;
}
