import type { Clock } from '@app/common';
import type { Timers } from '../request-log/timers';

interface Alarm {
  readonly atMs: number;
  readonly work: () => void;
}

/** A clock and its timers, which move only when told to. */
export class ManualTime implements Clock, Timers {
  private nowMs = 1_000;
  private alarms: Alarm[] = [];

  now(): number {
    return this.nowMs;
  }

  monotonicMs(): number {
    return this.nowMs;
  }

  after(delayMs: number, work: () => void): () => void {
    const alarm = { atMs: this.nowMs + delayMs, work };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
    };
  }

  advance(ms: number): void {
    this.nowMs += ms;
    const due = this.alarms.filter(({ atMs }) => atMs <= this.nowMs).sort((a, b) => a.atMs - b.atMs);
    this.alarms = this.alarms.filter(({ atMs }) => atMs > this.nowMs);
    for (const { work } of due) work();
  }

  /** Milliseconds until each pending alarm. */
  pending(): number[] {
    return this.alarms.map(({ atMs }) => atMs - this.nowMs).sort((a, b) => a - b);
  }
}
