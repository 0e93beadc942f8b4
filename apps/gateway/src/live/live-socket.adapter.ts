import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import type { WebSocketServer } from 'ws';
import { toOpenAiError, uuidV7 } from '@app/common';
import { noteHolder } from './admitted-requests';
import type { LiveAdmission } from './live-admission.service';

/** Makes connections of upgrades, of those alone that are admitted; all others get an HTTP answer. */
export class LiveSocketAdapter extends WsAdapter {
  private stopListening: (() => void) | undefined;
  private server: WebSocketServer | undefined;

  constructor(
    app: INestApplicationContext,
    private readonly admission: Pick<LiveAdmission, 'admit'>,
  ) {
    super(app);
  }

  /** The connection reads its messages itself. */
  override bindMessageHandlers(): void {
    return undefined;
  }

  /** A reader that breaks the protocol is closed by `ws`, which needs a listener; it is no fault of ours to log. */
  override bindErrorHandler(server: WebSocketServer): WebSocketServer {
    this.server = server;
    return server.on('connection', (socket) => socket.on('error', () => undefined));
  }

  override async dispose(): Promise<void> {
    this.stopListening?.();
    await super.dispose();
  }

  protected override ensureHttpServerExists(_port: number, server?: Server): Server | undefined {
    if (!server || this.stopListening) return server;
    const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
      void this.upgrade(request, socket, head);
    };
    // What asks for another protocol (Java's client offers h2c with every request) is an ordinary request here.
    Object.assign(server, { shouldUpgradeCallback: isWebSocket });
    server.on('upgrade', upgrade);
    this.stopListening = () => server.off('upgrade', upgrade);
    return server;
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const ignore = (): void => undefined;
    socket.on('error', ignore);
    try {
      noteHolder(request, await this.admission.admit(request));
    } catch (error) {
      refuse(socket, error);
      return;
    }
    socket.off('error', ignore);
    const server = this.server;
    server?.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request));
  }
}

function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

function refuse(socket: Duplex, error: unknown): void {
  const { httpStatus, body, headers } = toOpenAiError(error);
  const requestId = uuidV7(Date.now());
  const text = JSON.stringify({ error: { ...body.error, requestId } });
  const all = {
    ...headers,
    ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), connection: 'close' },
    ...{ 'x-request-id': requestId, 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'" },
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${httpStatus} ${STATUS_CODES[httpStatus] ?? ''}\r\n${lines.join('')}\r\n${text}`);
}
