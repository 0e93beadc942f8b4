import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../support/gateway-child';

const UPSTREAM = join(ROOT, 'dist/test/bench/upstream.process.js');

/** The cheap provider of the benchmarks as a process of its own, in the place of every vendor. */
export interface Upstream {
  readonly baseUrlOf: () => string;
  stop(): void;
}

export async function startUpstream(): Promise<Upstream> {
  const child = fork(UPSTREAM);
  const port = await portOf(child);
  return { baseUrlOf: () => `http://127.0.0.1:${port}/v1`, stop: () => child.kill() };
}

function portOf(upstream: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    upstream.once('message', (message) => resolve((message as { port: number }).port));
    upstream.once('exit', (code) => reject(new Error(`The simulated provider ended with ${String(code)}.`)));
  });
}
