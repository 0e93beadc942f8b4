import { readFileSync } from 'node:fs';
import type { GatewayChild } from '../support/gateway-child';

const INSPECTOR = /Debugger listening on (ws:\S+)/;

/** Lets a probe in; for `NODE_OPTIONS` of the gateway. */
export const PROBED = '--inspect=127.0.0.1:0';

/**
 * What a process holds after a full garbage collection. Without one, resident memory says how long V8 put off
 * collecting: under this load it grows by 200 MB in half a minute, with no fault at all, and stays there.
 */
export class MemoryProbe {
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
    const done = new Promise((resolve) => this.socket.addEventListener('message', resolve, { once: true }));
    this.socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
    await done;
    return residentBytes(this.pid);
  }

  detach(): void {
    this.socket.close();
  }
}

export function residentBytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes ?? 0) * 1024;
}
