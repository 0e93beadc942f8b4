import type { RequestRecord } from '@app/contracts';

interface Waiting {
  readonly record: RequestRecord;
  readonly sinceMs: number;
}

interface FlushWaiter {
  readonly upTo: number;
  readonly resolve: () => void;
}

/** Records in the order they came, kept until they are settled, and those who wait for that to happen. */
export class RecordQueue {
  private waiting: Waiting[] = [];
  private waiters: FlushWaiter[] = [];
  private settled = 0;

  get length(): number {
    return this.waiting.length;
  }

  /** Somebody waits for what is queued, so that it should go out now. */
  get isUrgent(): boolean {
    return this.waiters.length > 0;
  }

  /** Monotonic time at which the oldest record came. */
  get oldestSinceMs(): number | undefined {
    return this.waiting[0]?.sinceMs;
  }

  push(record: RequestRecord, nowMs: number): void {
    this.waiting.push({ record, sinceMs: nowMs });
  }

  first(count: number): RequestRecord[] {
    return this.waiting.slice(0, count).map(({ record }) => record);
  }

  /** The first `count` records are dealt with for good. */
  settle(count: number): void {
    this.waiting.splice(0, count);
    this.settled += count;
    const due = this.waiters.filter(({ upTo }) => upTo <= this.settled);
    this.waiters = this.waiters.filter(({ upTo }) => upTo > this.settled);
    for (const { resolve } of due) resolve();
  }

  /** Resolves when every record queued by now is settled. */
  whenSettled(): Promise<void> {
    if (this.waiting.length === 0) return Promise.resolve();
    const upTo = this.settled + this.waiting.length;
    return new Promise((resolve) => this.waiters.push({ upTo, resolve }));
  }
}
