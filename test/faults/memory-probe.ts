import { readFileSync } from 'node:fs';
import type { GatewayChild } from '../support/gateway-child';

const INSPECTOR = /Debugger listening on (ws:\S+)/;

/** Lets a probe in; for `NODE_OPTIONS` of the gateway. */
export const PROBED = '--inspect=127.0.0.1:0';

/** What can outlive a request. Each is an expression that gives the prototype all of a kind share. */
const KINDS = {
  sockets: `process.getBuiltinModule('net').Socket.prototype`,
  timers: `(() => { const timer = setTimeout(() => undefined, 0); clearTimeout(timer); return Object.getPrototypeOf(timer); })()`,
  abortSignals: `AbortSignal.prototype`,
  requests: `process.getBuiltinModule('http').IncomingMessage.prototype`,
} as const;

/** Objects that are still reachable after a collection, and bytes in their buffers. */
export type Held = Readonly<Record<keyof typeof KINDS | 'bufferBytes', number>>;

interface RemoteObject {
  readonly objectId: string;
  readonly value: unknown;
}

/**
 * What a process holds after a full garbage collection. Without one, resident memory says how long V8 put off
 * collecting: under this load it grows by 200 MB in half a minute, with no fault at all, and stays there.
 */
export class MemoryProbe {
  private lastId = 0;

  private constructor(
    private readonly socket: WebSocket,
    private readonly pid: number,
  ) {}

  static async attach(child: GatewayChild): Promise<MemoryProbe> {
    const [, address] = INSPECTOR.exec(child.errors) ?? [];
    if (address === undefined) throw new Error('The gateway has no inspector.');
    const socket = new WebSocket(address);
    await new Promise((opened, failed) => {
      socket.addEventListener('open', opened, { once: true });
      socket.addEventListener('error', failed, { once: true });
    });
    return new MemoryProbe(socket, child.pid);
  }

  /** Resident bytes after a collection. */
  async collectedBytes(): Promise<number> {
    await this.call('HeapProfiler.collectGarbage');
    return residentBytes(this.pid);
  }

  /** Counts what is still reachable: timers that were cleared and forgotten do not count, those that wait do, also unreferenced ones. */
  async held(): Promise<Held> {
    await this.call('HeapProfiler.collectGarbage');
    const bufferBytes = Number((await this.evaluate('process.memoryUsage().arrayBuffers')).value);
    const counts: Partial<Record<keyof typeof KINDS, number>> = {};
    for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) counts[kind] = await this.count(KINDS[kind]);
    await this.call('Runtime.releaseObjectGroup', { objectGroup: GROUP });
    return { ...(counts as Record<keyof typeof KINDS, number>), bufferBytes };
  }

  detach(): void {
    this.socket.close();
  }

  private async count(prototype: string): Promise<number> {
    const { objectId: prototypeObjectId } = await this.evaluate(prototype);
    const { objects } = await this.call<{ objects: RemoteObject }>('Runtime.queryObjects', {
      prototypeObjectId,
      objectGroup: GROUP,
    });
    const { result } = await this.call<{ result: RemoteObject }>('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    return Number(result.value);
  }

  private async evaluate(expression: string): Promise<RemoteObject> {
    const { result } = await this.call<{ result: RemoteObject }>('Runtime.evaluate', {
      expression,
      objectGroup: GROUP,
    });
    return result;
  }

  private call<T>(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const id = ++this.lastId;
    const answered = new Promise<T>((resolve, reject) => {
      const listen = ({ data }: MessageEvent): void => {
        const answer = JSON.parse(String(data)) as { id?: number; result: T; error?: { message: string } };
        if (answer.id !== id) return;
        this.socket.removeEventListener('message', listen);
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
        else resolve(answer.result);
      };
      this.socket.addEventListener('message', listen);
    });
    this.socket.send(JSON.stringify({ id, method, params }));
    return answered;
  }
}

const GROUP = 'probe';

export function residentBytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes ?? 0) * 1024;
}
