import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Simulator } from '../simulator.server';
import { VENDOR_IDS } from '../vendor';

export interface GatewayProcess {
  readonly url: string;
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

export interface GatewaySettings {
  /** Folder of the repository, with `dist` built. */
  readonly root: string;
  readonly dataDir: string;
  readonly simulator: Simulator;
  /** Of the login `admin`, which need not be changed. */
  readonly adminPassword: string;
}

const FIRST_PORT = 8_080;
const READY_WITHIN_MS = 20_000;
/** Variables of the person who runs the demo must not leak real keys or addresses into it. */
const OURS = /^(?:LLM_PROXY__|NODE_ENV$|PORT$|.*_API_KEY$)/;

/** Starts the built gateway as a process of its own, with every provider pointed at the simulator. */
export async function startGatewayProcess(settings: GatewaySettings): Promise<GatewayProcess> {
  const { root, dataDir, simulator, adminPassword } = settings;
  const port = await freePortFrom(FIRST_PORT);
  const environment: NodeJS.ProcessEnv = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name))),
    ...Object.fromEntries(
      VENDOR_IDS.map((id) => [`LLM_PROXY__PROVIDERS__${id.toUpperCase()}__BASE_URL`, simulator.baseUrlOf(id)]),
    ),
    ...Object.fromEntries(
      VENDOR_IDS.filter((id) => id !== 'ollama').map((id) => [`${id.toUpperCase()}_API_KEY`, 'sim-demo-key']),
    ),
    LLM_PROXY__PROVIDERS__OLLAMA__ENABLED: 'true',
    LLM_PROXY__ADMIN_PASSWORD: adminPassword,
    LLM_PROXY__DATA_DIR: dataDir,
    LLM_PROXY__SERVER__PORT: String(port),
    LLM_PROXY__SERVER__HOST: '127.0.0.1',
    LLM_PROXY__LOG__LEVEL: 'warn',
  };
  // Started in the code's own folder, where no .env of the user can change what the demo shows.
  const child = spawn(process.execPath, [join(root, 'dist/apps/gateway/src/main.js')], {
    cwd: __dirname,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  try {
    await whenReady(url, exited);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, root, environment, exited, stop };
}

/** Creates a client as an administrator would: on the command line. */
export async function createClient({ root, environment }: GatewayProcess, name: string): Promise<{ key: string }> {
  const script = join(root, 'dist/apps/cli/src/main.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, 'clients', 'create', '--name', name, '--json'],
    { cwd: __dirname, env: environment },
  );
  return JSON.parse(stdout) as { key: string };
}

async function whenReady(url: string, exited: Promise<void>): Promise<void> {
  let isGone = false;
  void exited.then(() => (isGone = true));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && !isGone) {
    const isReady = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(
    isGone
      ? 'The gateway ended while starting; its message stands above.'
      : 'The gateway did not become ready in time.',
  );
}

async function freePortFrom(first: number): Promise<number> {
  for (let port = first; port < first + 200; port++) if (await isFree(port)) return port;
  throw new Error(`No free port between ${first} and ${first + 200}.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    // On all addresses: a gateway on 0.0.0.0 occupies the port too.
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}
