import type EventEmitter from 'node:events';
import CircuitBreaker from 'opossum';

export interface BreakerSettings {
  /** Share of failures above which nothing is sent any more. */
  readonly errorPercent: number;
  /** Ended requests in the rolling ten seconds below which nothing is paused. So many failures in a row always pause. */
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
  private breaker: CircuitBreaker<[Report], void>;
  private isProbing = false;
  private failuresInARow = 0;
  private isHeldOpen = false;
  private wasHalfOpen = false;
  private reopensAtMs = 0;

  /** `rotation` emits `rotate` once a second; shared, because a timer for each circuit would be hundreds. */
  constructor(
    private readonly settings: BreakerSettings,
    private readonly rotation: EventEmitter,
    private readonly changed: (from: BreakerState, to: BreakerState, isManual: boolean) => void,
  ) {
    this.breaker = this.made();
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
    let holdsPlace = isProbe;
    const free = (): void => {
      if (holdsPlace) this.isProbing = false;
      holdsPlace = false;
    };
    return {
      began: free,
      ended: (outcome) => {
        free();
        // What began before the circuit opened says nothing about the time since.
        const isHeard = this.breaker.closed || (isProbe && this.breaker.halfOpen);
        if (outcome === 'neutral' || !isHeard || this.isHeldOpen) return;
        this.hear(outcome);
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

  /** Closed, by hand, and nothing that happened before counts any more. */
  release(): void {
    const from = this.state;
    this.isHeldOpen = false;
    this.isProbing = false;
    this.failuresInARow = 0;
    this.wasHalfOpen = false;
    this.breaker.shutdown();
    this.breaker = this.made();
    if (from !== 'closed') this.changed(from, 'closed', true);
  }

  shutdown(): void {
    this.breaker.shutdown();
  }

  /** The share alone would let a busy target fail for as long as it was sound before. */
  private hear(report: Report): void {
    this.breaker.fire(report).catch(() => undefined);
    this.failuresInARow = report === 'sound' ? 0 : this.failuresInARow + 1;
    if (this.failuresInARow >= this.settings.volume && this.breaker.closed) this.breaker.open();
  }

  private made(): CircuitBreaker<[Report], void> {
    const { settings } = this;
    const breaker = new CircuitBreaker<[Report], void>(outcomeOf, {
      // Its time limit would cancel nothing; ours abort the socket.
      timeout: false,
      errorThresholdPercentage: settings.errorPercent,
      volumeThreshold: settings.volume,
      resetTimeout: settings.resetMs,
      rollingCountTimeout: WINDOW_MS,
      rollingCountBuckets: BUCKETS,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      rotateBucketController: this.rotation,
    });
    breaker.on('open', () => {
      this.reopensAtMs = performance.now() + settings.resetMs;
      this.left('open');
    });
    breaker.on('halfOpen', () => {
      this.wasHalfOpen = true;
      if (!this.isHeldOpen) this.changed('open', 'half-open', false);
    });
    breaker.on('close', () => {
      this.left('closed');
    });
    return breaker;
  }

  private left(to: BreakerState): void {
    const before = to === 'open' ? 'closed' : 'open';
    this.isProbing = false;
    this.failuresInARow = 0;
    this.changed(this.wasHalfOpen ? 'half-open' : before, to, this.isHeldOpen);
    this.wasHalfOpen = false;
  }
}

function outcomeOf(report: Report): Promise<void> {
  return report === 'sound' ? Promise.resolve() : Promise.reject(new Error('The target failed.'));
}
