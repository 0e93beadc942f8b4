import type EventEmitter from 'node:events';
import CircuitBreaker from 'opossum';

export interface BreakerSettings {
  /** Share of failures above which nothing is sent any more. */
  readonly errorPercent: number;
  /** Ended requests in the rolling ten seconds below which nothing is paused. */
  readonly volume: number;
  /** How long a paused target rests before a request tries it again. */
  readonly resetMs: number;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

/** What the end of a request says about its target's health; `neutral`: nothing. */
export type Outcome = 'sound' | 'fault' | 'neutral';

/** One request under way through a circuit. */
export interface Pass {
  /** Its answer has begun: others may try a circuit that is half open too. */
  began(): void;
  /** To be called once, at the very end. */
  ended(outcome: Outcome): void;
}

const WINDOW_MS = 10_000;
const BUCKETS = 10;

type Report = 'sound' | 'fault';

/**
 * A state machine of opossum's that hears of requests when they have ended. So requests under way do not dilute the rate of
 * failures, and a neutral end, which opossum would take for a success, never reaches it. Half open, one request at a
 * time is let through until its answer begins.
 */
export class Circuit {
  private readonly breaker: CircuitBreaker<[Report], void>;
  private isProbing = false;
  private isHeldOpen = false;
  private wasHalfOpen = false;
  private isClosedByHand = false;
  private reopensAtMs = 0;

  /** `rotation` emits `rotate` once a second; shared, because a timer for each circuit would be hundreds. */
  constructor(
    private readonly settings: BreakerSettings,
    rotation: EventEmitter,
    private readonly changed: (from: BreakerState, to: BreakerState, isManual: boolean) => void,
  ) {
    this.breaker = new CircuitBreaker<[Report], void>(outcomeOf, {
      // Its time limit would cancel nothing; ours abort the socket.
      timeout: false,
      errorThresholdPercentage: settings.errorPercent,
      volumeThreshold: settings.volume,
      resetTimeout: settings.resetMs,
      rollingCountTimeout: WINDOW_MS,
      rollingCountBuckets: BUCKETS,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      rotateBucketController: rotation,
    });
    this.breaker.on('open', () => {
      this.reopensAtMs = performance.now() + settings.resetMs;
      this.isProbing = false;
      this.changed(this.wasHalfOpen ? 'half-open' : 'closed', 'open', this.isHeldOpen);
      this.wasHalfOpen = false;
    });
    this.breaker.on('halfOpen', () => {
      this.wasHalfOpen = true;
      if (!this.isHeldOpen) this.changed('open', 'half-open', false);
    });
    this.breaker.on('close', () => {
      this.isProbing = false;
      this.changed(this.wasHalfOpen ? 'half-open' : 'open', 'closed', this.isClosedByHand);
      this.wasHalfOpen = false;
    });
  }

  get state(): BreakerState {
    if (this.isHeldOpen || this.breaker.opened) return 'open';
    return this.breaker.halfOpen ? 'half-open' : 'closed';
  }

  /** Whether a request may pass just now. */
  get isPassable(): boolean {
    const { state } = this;
    return state === 'closed' || (state === 'half-open' && !this.isProbing);
  }

  /** Milliseconds until a request may try again; 0 where one may now. */
  get restMs(): number {
    if (this.isPassable) return 0;
    return this.breaker.opened ? Math.max(0, this.reopensAtMs - performance.now()) : this.settings.resetMs;
  }

  /** For a circuit that is passable. */
  enter(): Pass {
    const isProbe = this.state === 'half-open';
    if (isProbe) this.isProbing = true;
    const free = (): void => {
      if (isProbe && this.breaker.halfOpen) this.isProbing = false;
    };
    return {
      began: free,
      ended: (outcome) => {
        free();
        // What began before the circuit opened says nothing about the time since.
        const isHeard = this.breaker.closed || (isProbe && this.breaker.halfOpen);
        if (outcome === 'neutral' || !isHeard || this.isHeldOpen) return;
        this.breaker.fire(outcome).catch(() => undefined);
      },
    };
  }

  /** Stays open, whatever happens, until `release`. */
  holdOpen(): void {
    if (this.isHeldOpen) return;
    const from = this.state;
    this.isHeldOpen = true;
    if (this.breaker.opened) this.changed(from, 'open', true);
    else this.breaker.open();
  }

  /** Closed, by hand, whatever happened before. */
  release(): void {
    this.isHeldOpen = false;
    this.isClosedByHand = true;
    this.breaker.close();
    this.isClosedByHand = false;
  }

  shutdown(): void {
    this.breaker.shutdown();
  }
}

function outcomeOf(report: Report): Promise<void> {
  return report === 'sound' ? Promise.resolve() : Promise.reject(new Error('The target failed.'));
}
