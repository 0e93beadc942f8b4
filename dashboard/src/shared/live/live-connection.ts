import type { LiveClientMessage, LiveFilter, LiveFrame, LiveServerMessage } from '@app/contracts';
import type { LiveTicket } from '@app/contracts/admin';
import { request } from '../api/request';

export type LiveState =
  | { readonly kind: 'connecting' | 'open' }
  /** `retryAt`: epoch milliseconds. */
  | { readonly kind: 'waiting'; readonly retryAt: number };

const PROTOCOL = 'gophergate.live.v1';
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

interface LiveListener {
  readonly onFrame: (frame: LiveFrame) => void;
  readonly onState: (state: LiveState) => void;
}

/** The live feed, dialled again for as long as somebody looks: each time with a fresh ticket, after pauses that grow. */
export class LiveConnection {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  private isClosed = false;

  constructor(
    private filter: LiveFilter,
    private readonly listener: LiveListener,
  ) {
    void this.dial();
  }

  /** From now on only what matches is sent. */
  setFilter(filter: LiveFilter): void {
    this.filter = filter;
    this.say();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  private async dial(): Promise<void> {
    this.listener.onState({ kind: 'connecting' });
    try {
      const { ticket } = await request<LiveTicket>('/live/ticket', { method: 'POST' });
      if (!this.isClosed) this.open(ticket);
    } catch {
      // Whatever it was, the next attempt has a new ticket; an ended session is told by the request itself.
      this.wait();
    }
  }

  private open(ticket: string): void {
    const socket = new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}/api/live`, [
      PROTOCOL,
      `ticket.${ticket}`,
    ]);
    this.socket = socket;
    socket.onopen = () => {
      this.pauseMs = FIRST_PAUSE_MS;
      this.listener.onState({ kind: 'open' });
      this.say();
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as LiveServerMessage;
      if (message.type === 'events') this.listener.onFrame(message);
    };
    socket.onclose = () => this.wait();
  }

  private say(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    const message: LiveClientMessage = { type: 'filter', ...this.filter };
    this.socket.send(JSON.stringify(message));
  }

  private wait(): void {
    if (this.isClosed) return;
    this.listener.onState({ kind: 'waiting', retryAt: Date.now() + this.pauseMs });
    this.timer = setTimeout(() => void this.dial(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
