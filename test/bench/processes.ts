import { execFile, fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A process under load: where it listens and whom to charge for the work. */
export interface Subject {
  readonly pid: number;
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface BenchProcesses {
  readonly floor: Subject;
  readonly gateway: Subject;
  /** Resolves with the time (`hrtime`) at which the upstream saw its next reader leave. */
  readonly nextHangUp: () => Promise<bigint>;
  stop(): Promise<void>;
}

const ROOT = resolve(__dirname, '../../..');
const START_WITHIN_MS = 15_000;

/** Upstream, floor and gateway, each a process of its own. */
export async function startBenchProcesses(): Promise<BenchProcesses> {
  const upstream = fork(join(__dirname, 'upstream.process.js'));
  const upstreamPort = await portOf(upstream);
  const floor = fork(join(__dirname, 'floor.process.js'), [`http://127.0.0.1:${upstreamPort}`]);
  const floorPort = await portOf(floor);
  const dataDir = mkdtempSync(join(tmpdir(), 'gophergate-bench-'));
  const { child: gateway, port: gatewayPort, key } = await startGateway(upstreamPort, dataDir);
  const children = [gateway, floor, upstream];
  return {
    floor: { pid: floor.pid ?? 0, origin: `http://127.0.0.1:${floorPort}`, headers: {} },
    gateway: {
      pid: gateway.pid ?? 0,
      origin: `http://127.0.0.1:${gatewayPort}`,
      headers: { authorization: `Bearer ${key}` },
    },
    nextHangUp: () =>
      messageOf(upstream, ({ closedAtNs }) => (closedAtNs === undefined ? undefined : BigInt(closedAtNs))),
    stop: async () => {
      await Promise.all(children.map(ended));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

interface Message {
  readonly port?: number;
  readonly closedAtNs?: string;
}

async function startGateway(
  upstreamPort: number,
  dataDir: string,
): Promise<{ child: ChildProcess; port: number; key: string }> {
  const port = await freePort();
  const env = {
    PATH: process.env['PATH'],
    LLM_PROXY__SERVER__HOST: '127.0.0.1',
    LLM_PROXY__SERVER__PORT: String(port),
    LLM_PROXY__DATA_DIR: dataDir,
    LLM_PROXY__LOG__LEVEL: 'warn',
    OPENAI_API_KEY: 'bench-key',
    LLM_PROXY__PROVIDERS__OPENAI__BASE_URL: `http://127.0.0.1:${upstreamPort}/v1`,
  };
  const create = [join(ROOT, 'dist/apps/cli/src/main.js'), 'clients', 'create', '--name', 'bench', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, create, { env, cwd: dataDir });
  const child = spawn(process.execPath, [join(ROOT, 'dist/apps/gateway/src/main.js')], {
    env,
    cwd: dataDir,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await whenReady(`http://127.0.0.1:${port}/health/ready`);
  return { child, port, key: (JSON.parse(stdout) as { key: string }).key };
}

async function whenReady(url: string): Promise<void> {
  for (const deadline = Date.now() + START_WITHIN_MS; Date.now() < deadline;) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('The gateway did not become ready.');
}

function portOf(child: ChildProcess): Promise<number> {
  return messageOf(child, ({ port }) => port);
}

function messageOf<T>(child: ChildProcess, pick: (message: Message) => T | undefined): Promise<T> {
  return new Promise((found) => {
    const listen = (message: unknown): void => {
      const value = pick(message as Message);
      if (value === undefined) return;
      child.off('message', listen);
      found(value);
    };
    child.on('message', listen);
  });
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}
