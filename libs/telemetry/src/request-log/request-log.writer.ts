import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { RequestRecord } from '@app/contracts';
import { LedgerRepository } from '@app/persistence';
import { JournalDrainer } from '../journal/journal-drainer';
import { Journals } from '../journal/journals';
import { RequestLogLimits } from './request-log-limits';
import { Timers } from './timers';

export interface RequestLogState {
  /** Records of this process that the ledger does not have yet. */
  readonly queued: number;
  /** Records that will never be stored; each is in the log. */
  readonly dropped: number;
  readonly lastError?: string;
  /** The journal or the database does not take records at present; they are kept and tried again. */
  readonly isDegraded: boolean;
  /** The journal has no room: what is answered now might not be booked. */
  readonly isFull: boolean;
}

/**
 * Takes the record of every finished request: into the journal before its last byte is sent, and from there into the
 * ledger in batches, off the request's path.
 */
@Injectable()
export class RequestLogWriter implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RequestLogWriter.name);
  private readonly drainer: JournalDrainer;
  private appended = 0;

  constructor(
    private readonly journals: Journals,
    private readonly ledger: LedgerRepository,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(RequestLogLimits) private readonly limits: RequestLogLimits,
  ) {
    this.drainer = new JournalDrainer(journals.own, ledger, timers, limits);
  }

  /** What an earlier process did not get into the ledger goes there first. */
  onApplicationBootstrap(): void {
    this.drainer.wake(true);
    this.journals.adopt(this.ledger, this.limits).catch((error: unknown) => {
      this.logger.error(`The journal of an ended process cannot be read: ${String(error)}`);
    });
  }

  /**
   * Called once for every request, however it ended. Resolves when the record is as safe as the durability promises,
   * which the last byte of the answer waits for. Never rejects.
   */
  record(entry: RequestRecord): Promise<void> {
    this.appended += 1;
    const isKept = this.journals.own.append(entry);
    this.drainer.wake(this.queued >= this.limits.eagerRows);
    return isKept;
  }

  /** No new request may be taken that costs money: it could not be booked. */
  get isFull(): boolean {
    return this.journals.own.isFull;
  }

  state(): RequestLogState {
    const { lastError, isDegraded, refused } = this.drainer;
    const { isFull, lost } = this.journals.own;
    return {
      queued: this.queued,
      dropped: lost + refused,
      ...(lastError === undefined ? {} : { lastError }),
      isDegraded: isDegraded || isFull,
      isFull,
    };
  }

  /** Resolves when everything recorded so far is in the ledger; waits as long as the database takes. */
  async flush(): Promise<void> {
    // Records of this turn are written at its end.
    await new Promise((resolve) => setImmediate(resolve));
    await this.drainer.flush();
  }

  /** Runs before the database closes, because the module that holds it is imported by ours. What it does not take in time stays in the journal. */
  async onApplicationShutdown(): Promise<void> {
    let stopWaiting: (() => void) | undefined;
    const limit = new Promise<void>((resolve) => {
      stopWaiting = this.timers.after(this.limits.shutdownMs, resolve);
    });
    await Promise.race([this.flush(), limit]);
    stopWaiting?.();
    await this.drainer.close();
    await this.journals.close();
  }

  private get queued(): number {
    return Math.max(0, this.appended - this.drainer.drained - this.journals.own.lost);
  }
}
