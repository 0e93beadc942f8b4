import { Inject, Injectable } from '@nestjs/common';
import { TemporarilyUnavailableError } from '@app/common';
import type { Spending } from '@app/limits';
import { LedgerRepository } from '@app/persistence';
import { RequestLogWriter, Timers } from '@app/telemetry';

/** How long a request waits for records on their way into the ledger. */
const FLUSH_MS = 2_000;

/** Answers what a client has spent from the ledger's roll-ups, once all that has ended is in them. */
@Injectable()
export class LedgerSpending implements Spending {
  constructor(
    private readonly writer: RequestLogWriter,
    private readonly ledger: LedgerRepository,
    @Inject(Timers) private readonly timers: Timers,
  ) {}

  async since(clientId: string, from: number): Promise<number> {
    await this.flushed();
    return this.ledger.spentBy(clientId, from);
  }

  private flushed(): Promise<void> {
    return new Promise((resolve, reject) => {
      const stopWaiting = this.timers.after(FLUSH_MS, () => {
        reject(new TemporarilyUnavailableError('The ledger', 'ledger_unavailable'));
      });
      void this.writer.flush().then(() => {
        stopWaiting();
        resolve();
      });
    });
  }
}
