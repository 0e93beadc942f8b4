import { MalformedStreamError, SseDecoder } from '@app/common';

const OPENING_BRACE = 0x7b;
const NEWLINE = 0x0a;
/** An error of Google's is a few lines. */
const MOST_BARE_BYTES = 1_000_000;

/**
 * Server-sent events, and what Google writes when a stream fails on the way: the bare JSON of an error, without
 * `data:`, in place of the next event. No line of a proper event begins with a brace.
 */
export class EventStreamDecoder {
  private readonly events: SseDecoder;
  private readonly bare: Buffer[] = [];
  private bareBytes = 0;
  private isAtLineStart = true;

  constructor(private readonly onData: (data: string) => void) {
    this.events = new SseDecoder(onData);
  }

  /** @throws MalformedStreamError when it grows beyond all measure */
  push(bytes: Buffer): void {
    const start = this.bareBytes > 0 ? 0 : this.startOfBare(bytes);
    if (start === -1) {
      this.events.push(bytes);
      return;
    }
    this.events.push(bytes.subarray(0, start));
    this.bare.push(bytes.subarray(start));
    this.bareBytes += bytes.length - start;
    if (this.bareBytes > MOST_BARE_BYTES) throw new MalformedStreamError('The stream is no stream of events.');
  }

  end(): void {
    this.events.end();
    if (this.bareBytes > 0) this.onData(Buffer.concat(this.bare).toString('utf8'));
  }

  private startOfBare(bytes: Buffer): number {
    for (let at = 0; at < bytes.length;) {
      if (this.isAtLineStart && bytes[at] === OPENING_BRACE) return at;
      const newline = bytes.indexOf(NEWLINE, at);
      this.isAtLineStart = newline !== -1;
      if (newline === -1) return -1;
      at = newline + 1;
    }
    return -1;
  }
}
