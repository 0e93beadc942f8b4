import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What happens to one connection. Bytes are those of the answers on it, headers included. `half-close` ends our side
 * and goes on listening; `cut` closes the connection in order; `reset` does not.
 */
export type Fault =
  | { readonly kind: 'pass' | 'refuse' | 'silent' }
  | { readonly kind: 'reset' | 'half-close' | 'cut' | 'stall'; readonly afterBytes: number }
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number };

const PASS: Fault = { kind: 'pass' };
/** A reader that meets the reset first may throw away what it had not read. */
const RESET_DELAY_MS = 20;

interface Planned {
  readonly fault: Fault;
  /** Undefined: until another is planned. */
  left: number | undefined;
}

/** Stands before a server on this machine and does to its connections what the network may do. */
export class FaultProxy {
  /** Connections accepted so far. */
  accepted = 0;
  private readonly clients = new Set<Socket>();
  private planned: Planned[] = [];
  private readonly server = createServer({ allowHalfOpen: true }, (client) => {
    this.serve(client);
  });

  private constructor(private readonly targetPort: number) {}

  static async start(targetPort: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(targetPort);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Connections that are open now. */
  get open(): number {
    return this.clients.size;
  }

  /** For the next `times` connections, after those planned before; without a number, for all. Those open go on as they are. */
  plan(fault: Fault, times?: number): void {
    if (times === undefined) this.planned = [];
    this.planned.push({ fault, left: times });
  }

  /** Ends what is open, so that the next request needs a connection of its own. */
  hangUp(): void {
    for (const client of this.clients) client.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.hangUp();
    await closed;
  }

  private next(): Fault {
    const [first] = this.planned;
    if (!first) return PASS;
    if (first.left !== undefined && --first.left <= 0) this.planned.shift();
    return first.fault;
  }

  private serve(client: Socket): void {
    this.accepted += 1;
    this.clients.add(client);
    client.on('error', () => undefined); // `close` follows, and says all we need.
    client.once('close', () => this.clients.delete(client));
    const fault = this.next();
    if (fault.kind === 'refuse') client.resetAndDestroy();
    else if (fault.kind === 'silent') client.on('end', () => client.destroy()).resume();
    else this.join(client, fault);
  }

  private join(client: Socket, fault: Fault): void {
    const server = connect(this.targetPort, '127.0.0.1');
    server.once('error', () => client.resetAndDestroy());
    client.once('close', () => server.destroy());
    client.pipe(server);
    relay(server, client, fault).catch(() => client.destroy());
  }
}

async function relay(server: Socket, client: Socket, fault: Fault): Promise<void> {
  let left = 'afterBytes' in fault ? fault.afterBytes : Number.POSITIVE_INFINITY;
  // Left early, the server's side has to stay: a stalled answer is one that still could go on.
  for await (const part of server.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    await send(client, part.subarray(0, left), fault);
    left -= part.length;
    if (left <= 0) return breakOff(client, fault);
  }
  client.end();
}

async function breakOff(client: Socket, { kind }: Fault): Promise<void> {
  if (kind === 'half-close') client.end();
  if (kind === 'cut') client.destroy();
  // Nothing is going to be said any more, so there is nothing to stay for once the other side has ended.
  if (kind === 'stall') client.once('end', () => client.destroy());
  if (kind !== 'reset') return;
  await pause(RESET_DELAY_MS);
  client.resetAndDestroy();
}

async function send(client: Socket, part: Buffer, fault: Fault): Promise<void> {
  if (fault.kind !== 'drip') return write(client, part);
  for (let at = 0; at < part.length; at += fault.bytes) {
    await write(client, part.subarray(at, at + fault.bytes));
    await pause(fault.everyMs);
  }
}

/** Resolves when the system has taken the bytes. */
function write(client: Socket, bytes: Buffer): Promise<void> {
  if (bytes.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => client.write(bytes, (error) => (error ? reject(error) : resolve())));
}
