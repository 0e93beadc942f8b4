export interface CallLimits {
  /** For the whole call. */
  readonly totalMs: number;
  /** Of silence while somebody waits for more of an answer. */
  readonly idleMs: number;
}

/**
 * Ends one call when its caller leaves, when it has taken too long, or when its answer falls silent, and leaves nothing behind
 * when it ends by itself. One timer serves both limits and is not touched by the bytes that come.
 */
export class CallLimit {
  private readonly controller = new AbortController();
  private readonly endsAtMs: number;
  private timer: NodeJS.Timeout;
  private waitsSinceMs: number | undefined;
  private readonly follow = (): void => {
    this.controller.abort(this.caller.reason);
  };

  constructor(
    private readonly caller: AbortSignal,
    private readonly limits: CallLimits,
  ) {
    this.endsAtMs = performance.now() + limits.totalMs;
    this.timer = this.checkedIn(Math.min(limits.totalMs, limits.idleMs));
    caller.addEventListener('abort', this.follow);
    if (caller.aborted) this.follow();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The parts of an answer as they come. The silence of a reader who asks for no more is not the provider's. */
  async *watched(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    this.waitsSinceMs = performance.now();
    for await (const part of parts) {
      this.waitsSinceMs = undefined;
      yield part;
      this.waitsSinceMs = performance.now();
    }
    this.waitsSinceMs = undefined;
  }

  end(): void {
    clearTimeout(this.timer);
    this.caller.removeEventListener('abort', this.follow);
  }

  private checkedIn(delayMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.check();
    }, delayMs);
  }

  private check(): void {
    const nowMs = performance.now();
    const silentMs = this.waitsSinceMs === undefined ? 0 : nowMs - this.waitsSinceMs;
    const restMs = Math.min(this.endsAtMs - nowMs, this.limits.idleMs - silentMs);
    // Timers may fire a fraction of a millisecond early.
    if (restMs >= 1) this.timer = this.checkedIn(restMs);
    else this.controller.abort(new DOMException('The answer took too long.', 'TimeoutError'));
  }
}
