import { Clock } from '@app/common';
import { GATEWAY_CONFIG } from '@app/config';
import type { GatewayConfig } from '@app/config';
import { RetentionRepository } from '@app/persistence';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { DAY_MS, utcDayAt } from '../recount/utc-day';
import { Timers } from '../request-log/timers';

const FIRST_RUN_MS = 60_000;
const INTERVAL_MS = 60 * 60_000;
/** Small enough that the request log, which shares the connection, never waits long for its turn. */
const ROWS_PER_BATCH = 1_000;
const PAUSE_MS = 50;

/** Removes what is older than the operator wants to keep: a minute after the start, then every hour. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RetentionService.name);
  private isStopped = false;
  private cancelNextRun: (() => void) | undefined;
  private endPause: (() => void) | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly repository: RetentionRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'retention'>,
  ) {}

  onApplicationBootstrap(): void {
    this.runIn(FIRST_RUN_MS);
  }

  /** Waits for the batch in progress, and for no other. */
  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.cancelNextRun?.();
    this.endPause?.();
    await this.running;
  }

  /** The next run is due an hour after the end of this one, so that there are never two. */
  private runIn(delayMs: number): void {
    if (this.isStopped) return;
    this.cancelNextRun = this.timers.after(delayMs, () => {
      this.running = this.run()
        .catch((error: unknown) =>
          this.logger.error(`Old rows could not be removed; next try in an hour: ${String(error)}`),
        )
        .finally(() => this.runIn(INTERVAL_MS));
    });
  }

  private async run(): Promise<void> {
    const now = this.clock.now();
    const { requestDays, rollUpDays } = this.config.retention;
    // Days are removed whole, so that those that are kept can still be recounted.
    const requests = requestDays === 0 ? 0 : utcDayAt(now - requestDays * DAY_MS);
    const rollUps = rollUpDays === 0 ? 0 : utcDayAt(now - rollUpDays * DAY_MS);
    await this.repository.noteKeptFrom({ requests, rollUps }, now);

    const removed =
      (await this.removeAll(() => this.repository.removeRequests(requests, ROWS_PER_BATCH))) +
      (await this.removeAll(() => this.repository.removeRollUps(rollUps, ROWS_PER_BATCH))) +
      (await this.removeAll(() => this.repository.removeExpiredBodies(now, ROWS_PER_BATCH)));
    if (removed > 0) this.logger.log(`Removed ${removed} rows that are older than they are to be kept.`);
  }

  /** Batch by batch until nothing is left, with a pause in which others may write. */
  private async removeAll(removeSome: () => Promise<number>): Promise<number> {
    let removed = 0;
    while (!this.isStopped) {
      const count = await removeSome();
      if (count === 0) break;
      removed += count;
      await this.pause();
    }
    return removed;
  }

  private pause(): Promise<void> {
    if (this.isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.timers.after(PAUSE_MS, resolve);
      this.endPause = () => {
        cancel();
        resolve();
      };
    });
  }
}
