import { Clock } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import { RequestRepository, RowRefusedError } from '@app/persistence';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { RecordQueue } from './record-queue';
import { RequestLogLimits } from './request-log-limits';
import { Timers } from './timers';

export interface RequestLogState {
  /** Records not stored yet, those on their way to the database included. */
  readonly queued: number;
  /** Records that will never be stored; each is in the log. */
  readonly dropped: number;
  readonly lastError?: string;
  /** The database does not take records at present; they are kept and tried again. */
  readonly isDegraded: boolean;
}

/**
 * Takes the record of every finished request and writes them to the ledger in batches, off the request's path.
 * Records wait in memory: a process that is killed loses those of the last moments, until a journal file keeps them.
 * When the queue is full the newest record is refused, because the older ones may be on their way already.
 */
@Injectable()
export class RequestLogWriter implements OnApplicationShutdown {
  private readonly logger = new Logger(RequestLogWriter.name);
  private readonly queue = new RecordQueue();
  private dropped = 0;
  private failures = 0;
  private lastError: string | undefined;
  private isDraining = false;
  private isClosed = false;
  private cancelTimer: (() => void) | undefined;

  constructor(
    private readonly requests: RequestRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(RequestLogLimits) private readonly limits: RequestLogLimits,
  ) {}

  /** Called once for every request, however it ended. Returns at once and never throws. */
  record(entry: RequestRecord): void {
    if (this.isClosed) return this.drop(entry, 'the gateway is shutting down');
    if (this.queue.length >= this.limits.capacity) return this.drop(entry, 'the queue is full');
    this.queue.push(entry, this.clock.monotonicMs());
    this.schedule();
  }

  state(): RequestLogState {
    return {
      queued: this.queue.length,
      dropped: this.dropped,
      ...(this.lastError === undefined ? {} : { lastError: this.lastError }),
      isDegraded: this.failures > 0,
    };
  }

  /** Resolves when everything queued so far is stored; waits as long as the database takes. */
  async flush(): Promise<void> {
    const settled = this.queue.whenSettled();
    this.start();
    await settled;
  }

  /** Runs before the database closes, because the module that holds it is imported by ours. */
  async onApplicationShutdown(): Promise<void> {
    let isOver = false;
    let stopWaiting: (() => void) | undefined;
    const limit = new Promise<void>((resolve) => {
      stopWaiting = this.timers.after(this.limits.shutdownMs, () => {
        isOver = true;
        resolve();
      });
    });
    // The last requests may still end while the first ones are written.
    while (this.queue.length > 0 && !isOver) await Promise.race([this.flush(), limit]);
    stopWaiting?.();
    this.isClosed = true;
    this.cancelTimer?.();
    for (const record of this.queue.first(this.queue.length)) this.drop(record, 'the database did not take it in time');
  }

  /** Sees to it that the queue is drained in time; a retry that is due later stays where it is. */
  private schedule(): void {
    const since = this.queue.oldestSinceMs;
    if (this.isDraining || this.isClosed || since === undefined || this.failures > 0) return;
    if (this.queue.isUrgent || this.queue.length >= this.limits.eagerRows) return this.start();
    if (this.cancelTimer !== undefined) return;
    const waitMs = Math.max(0, since + this.limits.lingerMs - this.clock.monotonicMs());
    this.cancelTimer = this.timers.after(waitMs, () => this.start());
  }

  private start(): void {
    if (this.isDraining || this.isClosed || this.queue.length === 0) return;
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.isDraining = true;
    void this.writeBatch().finally(() => {
      this.isDraining = false;
      this.schedule();
    });
  }

  /** One transaction. Never rejects. */
  private async writeBatch(): Promise<void> {
    const batch = this.queue.first(this.limits.rowsPerTransaction);
    try {
      const refused = await this.store(batch);
      this.queue.settle(batch.length);
      for (const { record, reason } of refused) this.drop(record, reason);
      if (this.failures > 0) this.logger.log('The database takes request records again.');
      this.failures = 0;
      this.lastError = undefined;
    } catch (error) {
      this.retryLater(error);
    }
  }

  /** Stores the batch; where a row is at fault, all the others, and returns those that the database will never take. */
  private async store(batch: readonly RequestRecord[]): Promise<{ record: RequestRecord; reason: string }[]> {
    try {
      await this.requests.insertBatch(batch);
      return [];
    } catch (error) {
      if (!(error instanceof RowRefusedError)) throw error;
      const [record] = batch;
      if (record !== undefined && batch.length === 1) return [{ record, reason: error.message }];
      const middle = Math.ceil(batch.length / 2);
      return [...(await this.store(batch.slice(0, middle))), ...(await this.store(batch.slice(middle)))];
    }
  }

  private retryLater(error: unknown): void {
    this.lastError = error instanceof Error ? error.message : String(error);
    if (this.failures === 0) {
      this.logger.error(`Request records cannot be stored and are kept in memory: ${this.lastError}`);
    }
    const waitMs = Math.min(this.limits.firstRetryMs * 2 ** this.failures, this.limits.longestRetryMs);
    this.failures += 1;
    if (!this.isClosed) this.cancelTimer = this.timers.after(waitMs, () => this.start());
  }

  private drop({ requestId, costNanoUsd }: RequestRecord, reason: string): void {
    this.dropped += 1;
    this.logger.error(`Request record ${requestId} (cost ${costNanoUsd ?? 'unknown'} nano-USD) is lost: ${reason}.`);
  }
}
