import type { Clock } from '../time/clock';

/** A clock that moves only when told to. */
export class ManualClock implements Clock {
  constructor(private nowMs = Date.parse('2026-11-22T10:00:00Z')) {}

  now(): number {
    return this.nowMs;
  }

  monotonicMs(): number {
    return this.nowMs;
  }

  advance(ms: number): void {
    this.nowMs += ms;
  }
}
