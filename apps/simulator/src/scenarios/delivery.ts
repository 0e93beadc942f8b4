import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { RecordedRequest } from '../request-log';
import type { JsonReply, Reply, StreamReply } from '../vendor';
import type { Control } from './control';
import { failureFrame, framesOf, jsonText, type Frame } from './frames';

/** Unpaced events between two looks at the event loop: few enough to notice a departed client at once. */
const EVENTS_PER_TURN = 8;

/** Between the last byte and a reset: a reader that meets the error first may throw away what it had not read. */
const RESET_DELAY_MS = 20;

type Ending = 'stall' | 'reset' | 'half-close' | 'error-event';

/** Writes one reply to one socket at the pace and with the accidents that the control asks for. */
export class Delivery {
  private readonly left = new AbortController();
  private readonly startedAt = performance.now();
  private pending = Buffer.alloc(0);
  private tokensDue = 0;
  private isOurDoing = false;

  constructor(
    private readonly response: ServerResponse,
    private readonly control: Control,
    private readonly record: RecordedRequest,
  ) {
    response.on('error', () => undefined); // A socket torn in mid-write: `close` follows and says all we need.
    response.on('close', () => {
      if (!response.writableFinished && !this.isOurDoing) record.closedByClientAt = Date.now();
      this.left.abort();
    });
  }

  /** True from the moment the client has left or the socket was destroyed. */
  get isOver(): boolean {
    return this.left.signal.aborted;
  }

  async firstByteDelay(): Promise<void> {
    if (this.control.ttfbMs) await this.pause(this.control.ttfbMs);
  }

  async send(reply: Reply): Promise<void> {
    if (this.isOver) return;
    if (this.control.isEmptyBody) {
      this.response.writeHead(200, { 'content-type': contentTypeOf(reply) }).end();
      return;
    }
    await (reply.kind === 'json' ? this.sendJson(reply) : this.sendStream(reply));
  }

  private async sendStream(reply: StreamReply): Promise<void> {
    if (this.control.resetAfter === 0) {
      this.destroy();
      return;
    }
    const headers = { 'cache-control': 'no-cache', ...reply.headers, 'content-type': contentTypeOf(reply) };
    this.response.writeHead(200, headers).flushHeaders();
    let sent = 0;
    for (const frame of framesOf(reply, this.control)) {
      const ending = this.endingAfter(sent);
      if (ending === 'error-event') return this.finishWith(failureFrame(reply, this.control, sent));
      if (ending) return this.breakOff(ending);
      await this.pace(frame.tokens, sent);
      await this.write(frame);
      if (this.isOver) return;
      if (frame.isEvent) sent += 1;
    }
    await this.flush();
    this.response.end();
  }

  /** A plain body counts as one event: it breaks in the middle when anything is to happen to it. */
  private async sendJson(reply: JsonReply): Promise<void> {
    if (this.control.resetAfter === 0) {
      this.destroy();
      return;
    }
    await this.pace(reply.tokens, 0);
    if (this.isOver) return;
    const text = jsonText(reply, this.control);
    const headers = { ...reply.headers, 'content-type': contentTypeOf(reply) };
    this.response.writeHead(reply.status, headers);
    const ending = this.endingAfter(Number.POSITIVE_INFINITY);
    const half = text.slice(0, Math.ceil(text.length / 2));
    await this.write({ text: ending ? half : text, tokens: ending ? 0 : reply.tokens, isEvent: true });
    if (ending) return this.breakOff(ending);
    await this.flush();
    this.response.end();
  }

  private endingAfter(sent: number): Ending | undefined {
    const { stallAfter, resetAfter, halfCloseAfter, errorEventAfter } = this.control;
    if (errorEventAfter !== undefined && sent >= errorEventAfter && Number.isFinite(sent)) return 'error-event';
    if (resetAfter !== undefined && sent >= resetAfter) return 'reset';
    if (stallAfter !== undefined && sent >= stallAfter) return 'stall';
    return halfCloseAfter !== undefined && sent >= halfCloseAfter ? 'half-close' : undefined;
  }

  private async breakOff(ending: Ending): Promise<void> {
    await this.flush();
    if (ending === 'reset') {
      await this.pause(RESET_DELAY_MS);
      this.destroy();
    } else if (ending === 'half-close') this.response.end();
  }

  private async finishWith(frame: Frame): Promise<void> {
    await this.write(frame);
    await this.flush();
    this.response.end();
  }

  private destroy(): void {
    this.isOurDoing = true;
    this.response.destroy();
  }

  /** Waits until the tokens so far are due; without a pace, lets the event loop breathe now and then. */
  private async pace(tokens: number, sent: number): Promise<void> {
    const { tokensPerSecond, chunkBytes } = this.control;
    this.tokensDue += tokens;
    if (tokensPerSecond) {
      const dueAt = this.startedAt + (this.control.ttfbMs ?? 0) + (this.tokensDue * 1_000) / tokensPerSecond;
      await this.pause(dueAt - performance.now());
    } else if (chunkBytes === undefined && sent % EVENTS_PER_TURN === EVENTS_PER_TURN - 1) {
      await nextTurn();
    }
  }

  private async write({ text, tokens }: Frame): Promise<void> {
    if (this.isOver) return;
    const { chunkBytes } = this.control;
    if (chunkBytes === undefined) {
      await this.put(Buffer.from(text));
    } else {
      this.pending = Buffer.concat([this.pending, Buffer.from(text)]);
      while (this.pending.length >= chunkBytes && !this.isOver) await this.putPending(chunkBytes);
    }
    if (!this.isOver) this.record.tokensSent += tokens;
  }

  private async flush(): Promise<void> {
    if (this.pending.length > 0) await this.putPending(this.pending.length);
  }

  /** One write a turn, so that no two of them leave in one packet for want of a pause. */
  private async putPending(bytes: number): Promise<void> {
    const piece = this.pending.subarray(0, bytes);
    this.pending = this.pending.subarray(bytes);
    await this.put(piece);
    await nextTurn();
  }

  private async put(bytes: Buffer): Promise<void> {
    if (this.isOver) return;
    this.record.bytesSent += bytes.length;
    if (!this.response.write(bytes)) await this.drained();
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.response.off('drain', done);
        this.left.signal.removeEventListener('abort', done);
        resolve();
      };
      this.response.once('drain', done);
      this.left.signal.addEventListener('abort', done);
    });
  }

  private async pause(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || this.isOver) return;
    // Rejects only when the client leaves, which the caller sees in `isOver`.
    await sleep(milliseconds, undefined, { signal: this.left.signal }).catch(() => undefined);
  }
}

function contentTypeOf(reply: Reply): string {
  if (reply.kind === 'json') return 'application/json; charset=utf-8';
  return reply.framing === 'sse' ? 'text/event-stream; charset=utf-8' : 'application/json; charset=UTF-8';
}
