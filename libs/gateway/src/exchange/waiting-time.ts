/** Adds up the time during which others were at work: what is left of a request's time is the gateway's own. */
export class WaitingTime {
  private sinceMs: number | undefined;
  private passedMs = 0;

  constructor(private readonly nowMs: () => number) {}

  get totalMs(): number {
    return this.passedMs;
  }

  /** Waiting that somebody else has measured. */
  add(ms: number): void {
    this.passedMs += ms;
  }

  begin(): void {
    this.end();
    this.sinceMs = this.nowMs();
  }

  end(): void {
    if (this.sinceMs === undefined) return;
    this.passedMs += this.nowMs() - this.sinceMs;
    this.sinceMs = undefined;
  }
}
