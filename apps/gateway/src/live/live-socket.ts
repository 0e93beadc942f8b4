import type { WebSocket } from 'ws';
import type { LiveServerMessage } from '@app/contracts';
import type { LiveFrameText } from './live-frame';
import type { LiveReader } from './live-broadcast.service';
import type { TicketHolder } from './ticket-store.port';

/** Beyond it a reader gets nothing new until it has taken what is on its way. */
const SLOW_BYTES = 1024 * 1024;
/** Beyond it, with what was dropped, a reader will not catch up any more. */
const HOPELESS_BYTES = 4 * 1024 * 1024;

/** Close codes of the live feed; 4000 and above are ours to define. */
export const CLOSE = { goingAway: 1001, text: 1003, policy: 1008, tooSlow: 1013, ended: 4401 } as const;

/** One reader's connection. A slow one loses the oldest of what waits for it, a frozen one its connection. */
export class LiveSocket implements LiveReader {
  private waiting: LiveFrameText | undefined;
  /** Events it did not get since its last frame, and the bytes of those it has not taken. */
  private missed = 0;
  private droppedBytes = 0;
  private isAlive = true;

  constructor(
    private readonly socket: WebSocket,
    readonly holder: TicketHolder,
  ) {
    socket.on('pong', () => {
      this.isAlive = true;
    });
  }

  say(message: LiveServerMessage): void {
    this.socket.send(JSON.stringify(message));
  }

  deliver(frame: LiveFrameText): void {
    this.catchUp();
    if (!this.isSlow && !this.waiting) this.send(frame);
    else this.hold(frame);
  }

  catchUp(): void {
    if (!this.waiting || this.isSlow) return;
    this.send(this.waiting);
    this.waiting = undefined;
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Asks for a sign of life, and gives up a reader that owes one since the last time. */
  probe(): void {
    if (!this.isAlive) {
      this.socket.terminate();
      return;
    }
    this.isAlive = false;
    this.socket.ping();
  }

  private get isSlow(): boolean {
    return this.socket.bufferedAmount > SLOW_BYTES;
  }

  private send(frame: LiveFrameText): void {
    this.socket.send(frame.textFor(this.missed), { binary: false });
    this.missed = 0;
    this.droppedBytes = 0;
  }

  private hold(frame: LiveFrameText): void {
    if (this.waiting) {
      this.missed += this.waiting.count + this.waiting.dropped;
      this.droppedBytes += this.waiting.bytes;
    }
    this.waiting = frame;
    if (this.socket.bufferedAmount + this.droppedBytes > HOPELESS_BYTES)
      this.close(CLOSE.tooSlow, 'too slow; connect again');
  }
}
