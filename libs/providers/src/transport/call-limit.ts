/** Ends one call when its caller leaves or when it has taken too long, and leaves nothing behind when it ends by itself. */
export class CallLimit {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly follow = (): void => {
    this.controller.abort(this.caller.reason);
  };

  constructor(
    private readonly caller: AbortSignal,
    totalMs: number,
  ) {
    this.timer = setTimeout(() => {
      this.controller.abort(new DOMException('The answer took too long.', 'TimeoutError'));
    }, totalMs);
    caller.addEventListener('abort', this.follow);
    if (caller.aborted) this.follow();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  end(): void {
    clearTimeout(this.timer);
    this.caller.removeEventListener('abort', this.follow);
  }
}
