import { uuidV7 } from '@app/common';
import type { LedgerRepository } from '@app/persistence';
import { SeededRequests } from '../seed/seeded-requests';

const BATCHES_A_SECOND = 5;

/** Adds rows with their roll-ups at a steady rate, as the drainer of a serving gateway does. */
export class SteadyWriter {
  written = 0;
  private readonly requests = new SeededRequests(7);
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ledger: LedgerRepository,
    private readonly rowsPerSecond: number,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.working = this.working.then(() => this.write());
    }, 1_000 / BATCHES_A_SECOND);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  private async write(): Promise<void> {
    const now = Date.now();
    const rows = Array.from({ length: this.rowsPerSecond / BATCHES_A_SECOND }, () => ({
      ...this.requests.at(now),
      requestId: uuidV7(now),
    }));
    this.written += await this.ledger.apply(rows);
  }
}
