import type { NotedEvent } from '@app/telemetry';

/** What happened within one tick, for all readers of one filter: its text is made once for those who have missed nothing. */
export class LiveFrameText {
  private readonly events: string;
  private whole: Buffer | undefined;
  readonly count: number;

  constructor(
    events: readonly NotedEvent[],
    /** Events of this tick beyond what a frame holds. */
    readonly dropped: number,
    private readonly serverTime: number,
  ) {
    this.events = events.map(({ json }) => json).join(',');
    this.count = events.length;
  }

  get bytes(): number {
    return this.events.length;
  }

  /** `missed`: events of earlier frames that this reader did not get. */
  textFor(missed: number): Buffer {
    return missed === 0 ? (this.whole ??= this.text(0)) : this.text(missed);
  }

  private text(missed: number): Buffer {
    const dropped = this.dropped + missed;
    return Buffer.from(
      `{"type":"events","serverTime":${this.serverTime},"dropped":${dropped},"events":[${this.events}]}`,
    );
  }
}
