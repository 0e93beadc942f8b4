import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Environment } from '@app/config';

/** The repository, seen from the sources and from `dist` alike. */
export const ROOT = resolve(__dirname, __dirname.includes(join('dist', 'test')) ? '../../..' : '../..');
export const SERVER = join(ROOT, 'dist/apps/gateway/src/main.js');
export const CLI = join(ROOT, 'dist/apps/cli/src/main.js');
export const LAUNCHER = join(ROOT, 'gophergate');

const SERVES_ON = /GopherGate serves on (http:\/\/[^"\s]+)/;
const READY_WITHIN_MS = 60_000;

export interface ChildOptions {
  readonly script: string;
  readonly args?: readonly string[];
  readonly cwd: string;
  readonly environment?: Environment;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of the built product. Nothing of this process' environment reaches it but the path. */
export class GatewayChild {
  private stdout = '';
  private stderr = '';
  readonly ended: Promise<Ended>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((done) =>
      child.once('close', (code) => done({ code, stdout: this.stdout, stderr: this.stderr })),
    );
  }

  static start({ script, args = [], cwd, environment = {} }: ChildOptions): GatewayChild {
    const env = { PATH: process.env['PATH'], ...environment };
    return new GatewayChild(
      spawn(process.execPath, [script, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  /** Runs to its end. */
  static run(options: ChildOptions): Promise<Ended> {
    return GatewayChild.start(options).ended;
  }

  /** Resolves with the address once the gateway serves, which it says in its log. */
  url(): Promise<string> {
    return new Promise((found, fail) => {
      const tooLate = setTimeout(
        () => fail(new Error(`Not ready in time: ${this.stdout}${this.stderr}`)),
        READY_WITHIN_MS,
      );
      const look = (): void => {
        const url = SERVES_ON.exec(this.stdout)?.[1];
        if (url === undefined) return;
        clearTimeout(tooLate);
        found(url.replace('0.0.0.0', '127.0.0.1'));
      };
      this.child.stdout?.on('data', look);
      look();
      void this.ended.then(({ code, stderr }) => {
        clearTimeout(tooLate);
        fail(new Error(`Ended with ${String(code)} instead of serving: ${stderr}`));
      });
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What it has said so far. */
  get log(): string {
    return this.stdout;
  }

  get errors(): string {
    return this.stderr;
  }

  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void {
    this.child.kill(name);
  }

  async stop(): Promise<Ended> {
    this.signal('SIGTERM');
    return this.ended;
  }
}
