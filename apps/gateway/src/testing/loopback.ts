import {
  createServer,
  request as send,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request, seen from both ends. */
export interface LoopbackExchange {
  readonly client: ClientRequest;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What the client gets; rejects when the connection ends without an answer. */
  readonly answer: Promise<IncomingMessage>;
}

/** A true server and its clients, for specs that are about sockets. */
export class Loopback {
  private readonly waiting: ((exchange: Pick<LoopbackExchange, 'request' | 'response'>) => void)[] = [];
  private readonly server = createServer((request, response) => this.waiting.shift()?.({ request, response }));

  static async start(): Promise<Loopback> {
    const loopback = new Loopback();
    await new Promise<void>((resolve) => loopback.server.listen(0, '127.0.0.1', resolve));
    return loopback;
  }

  /** Sends the head of a request, and its body when one is given; resolves when the server has the head. */
  async exchange(options: RequestOptions = {}, body?: string): Promise<LoopbackExchange> {
    const { port } = this.server.address() as AddressInfo;
    const arrived = new Promise<Pick<LoopbackExchange, 'request' | 'response'>>((resolve) =>
      this.waiting.push(resolve),
    );
    const client = send({ host: '127.0.0.1', port, method: 'POST', agent: false, ...options });
    const answer = new Promise<IncomingMessage>((resolve, reject) =>
      client.once('response', resolve).on('error', reject),
    );
    // Most specs that hang up do not care what becomes of the answer.
    answer.catch(() => undefined);
    if (body === undefined) client.flushHeaders();
    else client.end(body);
    return { client, answer, ...(await arrived) };
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }
}

export async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of answer) text += String(part);
  return text;
}

/** Resolves when the server knows that the connection is gone. */
export function closed({ response }: Pick<LoopbackExchange, 'response'>): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once('close', resolve);
  });
}
