import type { LiveEvent } from '@app/contracts';

/** Requests that ended within one second. */
export interface SecondCount {
  /** Epoch seconds. */
  readonly second: number;
  readonly requests: number;
  readonly errors: number;
}

const KEPT_SECONDS = 60;

/** Counts ends by the second they fell in, for the last minute. */
export class RateMeter {
  private readonly counts = new Map<number, { requests: number; errors: number }>();

  count(events: readonly LiveEvent[]): void {
    for (const event of events) {
      if (event.type !== 'request_ended') continue;
      const second = Math.floor(event.at / 1_000);
      const counted = this.counts.get(second) ?? { requests: 0, errors: 0 };
      counted.requests += 1;
      if (event.outcome === 'failed') counted.errors += 1;
      this.counts.set(second, counted);
    }
    const latest = Math.max(...this.counts.keys());
    for (const second of this.counts.keys()) if (second <= latest - KEPT_SECONDS) this.counts.delete(second);
  }

  /** The minute up to the latest end, without gaps; empty as long as nothing has ended. */
  seconds(): readonly SecondCount[] {
    if (this.counts.size === 0) return [];
    const latest = Math.max(...this.counts.keys());
    return Array.from({ length: KEPT_SECONDS }, (_, index) => {
      const second = latest - KEPT_SECONDS + 1 + index;
      return { second, requests: 0, errors: 0, ...this.counts.get(second) };
    });
  }
}
