import { WebSocket } from 'ws';
import type { LiveClientMessage, LiveEvent, LiveFrame, LiveServerMessage } from '@app/contracts';
import type { AdminClient } from './admin-client';
import { eventually } from './eventually';

export const LIVE_PROTOCOL = 'gophergate.live.v1';

export interface DialOptions {
  /** null: none at all. The gateway's own when left out. */
  readonly origin?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly protocols?: readonly string[];
  /** Called before anything can come. */
  readonly prepare?: (socket: WebSocket) => void;
}

/** How an attempt to connect went: open, or the status of the refusal. */
export type Dialled = { readonly socket: WebSocket } | { readonly status: number };

export function dial(
  url: string,
  { origin, headers, path = '/api/live', protocols = [], prepare }: DialOptions,
): Promise<Dialled> {
  const from = origin === undefined ? { origin: url } : origin === null ? {} : { origin };
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, [...protocols], {
    headers: { ...from, ...headers },
    perMessageDeflate: true,
  });
  prepare?.(socket);
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve({ socket }));
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      resolve({ status: response.statusCode ?? 0 });
    });
    socket.on('error', reject);
  });
}

export async function ticketFor(admin: AdminClient): Promise<string> {
  return String((await admin.post('/api/live/ticket')).body['ticket']);
}

/** Somebody who watches the live feed. */
export class LiveClient {
  readonly frames: LiveFrame[] = [];
  readonly others: LiveServerMessage[] = [];
  closeCode: number | undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as LiveServerMessage;
      if (message.type === 'events') this.frames.push(message);
      else this.others.push(message);
    });
    socket.on('close', (code) => (this.closeCode = code));
    socket.on('error', () => undefined);
  }

  static async open(url: string, admin: AdminClient): Promise<LiveClient> {
    const protocols = [LIVE_PROTOCOL, `ticket.${await ticketFor(admin)}`];
    let client: LiveClient | undefined;
    const dialled = await dial(url, { protocols, prepare: (socket) => (client = new LiveClient(socket)) });
    if (!client || !('socket' in dialled)) throw new Error('The live feed was refused.');
    // The answer to a ping comes after the connection is listened to.
    await client.ping();
    return client;
  }

  get events(): LiveEvent[] {
    return this.frames.flatMap(({ events }) => events);
  }

  say(message: LiveClientMessage | object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Resolves when all that was said before has been heard. */
  async ping(): Promise<void> {
    const before = this.pongs;
    this.say({ type: 'ping' });
    await eventually('a pong', () => this.pongs > before);
  }

  seen<Type extends LiveEvent['type']>(
    type: Type,
    requestId?: string,
  ): Promise<Extract<LiveEvent, { readonly type: Type }>> {
    const isMeant = (event: LiveEvent): event is Extract<LiveEvent, { readonly type: Type }> =>
      event.type === type && (requestId === undefined || ('requestId' in event && event.requestId === requestId));
    return eventually(`an event ${type}`, () => this.events.find(isMeant));
  }

  closed(): Promise<number> {
    return eventually('the end of the connection', () => this.closeCode);
  }

  private get pongs(): number {
    return this.others.filter(({ type }) => type === 'pong').length;
  }
}
