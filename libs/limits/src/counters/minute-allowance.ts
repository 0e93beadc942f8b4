import type { Allowance } from './client-counters.port';

const MINUTE_MS = 60_000;

/** What is left of a limit a minute. It fills up steadily, so that no boundary lets two minutes' worth through. */
export class MinuteAllowance {
  private level: number;
  private atMs: number;

  constructor(
    private limit: number,
    nowMs: number,
  ) {
    this.level = limit;
    this.atMs = nowMs;
  }

  /** An administrator may have changed the limit meanwhile: the share that is left stays. */
  resize(limit: number): void {
    this.level *= limit / this.limit;
    this.limit = limit;
  }

  /** More than a whole minute's worth is let through when nothing of the minute has been used. */
  has(amount: number, nowMs: number): boolean {
    this.refill(nowMs);
    return this.level >= Math.min(amount, this.limit);
  }

  take(amount: number): void {
    this.level -= amount;
  }

  /** Milliseconds until `has(amount)`. */
  waitMs(amount: number): number {
    const missing = Math.min(amount, this.limit) - this.level;
    return Math.max(0, Math.ceil((missing * MINUTE_MS) / this.limit));
  }

  now(nowMs: number): Allowance {
    this.refill(nowMs);
    return {
      limit: this.limit,
      remaining: Math.max(0, Math.floor(this.level)),
      resetMs: Math.ceil(((this.limit - this.level) * MINUTE_MS) / this.limit),
    };
  }

  private refill(nowMs: number): void {
    this.level = Math.min(this.limit, this.level + ((nowMs - this.atMs) * this.limit) / MINUTE_MS);
    this.atMs = nowMs;
  }
}
