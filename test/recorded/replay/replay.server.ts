import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordedCase } from '../cases/recorded-case';
import { piecesOf, type Cut } from './cuts';

type Answer = Pick<RecordedCase, 'api' | 'status' | 'headers' | 'body'>;

/** What the gateway asked a provider for. */
export interface AskedUpstream {
  readonly path: string;
  readonly body: string;
}

/** Every provider at once, each under its own address: it answers whatever it is asked with the recorded bytes. */
export class ReplayServer {
  private readonly playing = new Map<string, { answer: Answer; cut: Cut; asked: AskedUpstream[] }>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ReplayServer> {
    const server = createServer({ noDelay: true });
    const replay = new ReplayServer(server);
    server.on('request', (request, response) => void replay.serve(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return replay;
  }

  baseUrlOf(providerId: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${providerId}/v1`;
  }

  /** From now on this provider answers like this; returns the list in which its questions will stand. */
  play(providerId: string, answer: Answer, cut: Cut): readonly AskedUpstream[] {
    const asked: AskedUpstream[] = [];
    this.playing.set(providerId, { answer, cut, asked });
    return asked;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const [, providerId = '', ...rest] = (request.url ?? '').split('/');
    const current = this.playing.get(providerId);
    const isListing = request.method === 'GET';
    // A gateway looks for models on its own account, at any time.
    if (current === undefined || (isListing && current.answer.api !== 'models')) {
      response.writeHead(isListing ? 200 : 404, { 'content-type': 'application/json' });
      response.end('{"object":"list","data":[]}');
      return;
    }
    current.asked.push({ path: `/${rest.join('/')}`, body: Buffer.concat(parts).toString('utf8') });
    response.writeHead(current.answer.status, { ...current.answer.headers });
    await send(response, piecesOf(current.answer.body, current.cut));
  }
}

/** A write of its own and a turn of the loop for each piece, so that the reader gets it alone. */
async function send(response: ServerResponse, pieces: readonly Buffer[]): Promise<void> {
  for (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    await nextTurn();
  }
  response.end();
}
