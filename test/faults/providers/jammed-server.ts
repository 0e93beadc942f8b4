import { fork, type ChildProcess } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

const JAMMED = join(__dirname, 'jammed-server.process.js');
const NOT_CONNECTED_AFTER_MS = 300;

/**
 * A port that neither accepts nor refuses: its process is stopped and its queue is full, so the system drops what knocks,
 * as a firewall would.
 */
export class JammedServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    private readonly queued: readonly Socket[],
  ) {}

  static async start(): Promise<JammedServer> {
    const child = fork(JAMMED);
    const port = await new Promise<number>((resolve) => child.once('message', (message) => resolve(Number(message))));
    child.kill('SIGSTOP');
    const queued: Socket[] = [];
    for (let isOpen = true; isOpen;) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      queued.push(socket);
      isOpen = await connects(socket);
    }
    return new JammedServer(child, port, queued);
  }

  stop(): void {
    for (const socket of this.queued) socket.destroy();
    this.child.kill('SIGKILL');
  }
}

function connects(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const tooLate = setTimeout(() => resolve(false), NOT_CONNECTED_AFTER_MS);
    socket.once('connect', () => {
      clearTimeout(tooLate);
      resolve(true);
    });
  });
}
