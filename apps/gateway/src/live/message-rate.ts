import type { Clock } from '@app/common';

const WINDOW_MS = 1_000;
/** Somebody who types into a filter sends a few. */
const MAX_MESSAGES = 20;

/** Whether one reader says no more than it may. */
export class MessageRate {
  private windowEndsMs = 0;
  private count = 0;

  constructor(private readonly clock: Pick<Clock, 'monotonicMs'>) {}

  /** Counts one more message. */
  isKept(): boolean {
    const now = this.clock.monotonicMs();
    if (now >= this.windowEndsMs) {
      this.windowEndsMs = now + WINDOW_MS;
      this.count = 0;
    }
    this.count += 1;
    return this.count <= MAX_MESSAGES;
  }
}
