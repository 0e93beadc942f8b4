import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

/** A vendor's server for specs: true sockets, and the answer each spec wants. */
export class VendorServer {
  readonly requests: ReceivedRequest[] = [];
  /** Connections opened so far. */
  connections = 0;
  /** Answers that the other side left before they were complete. */
  hungUp = 0;
  private readonly server = createServer((request, response) => {
    const parts: Buffer[] = [];
    response.once('close', () => {
      if (!response.writableFinished) this.hungUp++;
    });
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('end', () => {
      const { method, url: path, headers } = request;
      const received = { method, path, headers, body: Buffer.concat(parts).toString('utf8') };
      this.requests.push(received);
      this.answer(response, received);
    });
  });

  private constructor(private readonly answer: Answer) {
    this.server.on('connection', () => this.connections++);
  }

  static async start(answer: Answer): Promise<VendorServer> {
    const vendor = new VendorServer(answer);
    await new Promise<void>((resolve) => vendor.server.listen(0, '127.0.0.1', resolve));
    return vendor;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends all connections too, open answers among them. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }
}

/** Lets sockets go on until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain until ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
