import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startSimulator } from '../simulator.server';
import { createClient, startGatewayProcess, type GatewayProcess } from './gateway-process';
import { runSample, type SampleResult } from './run-sample';
import { SAMPLES, type Sample } from './samples';
import { resultTable } from './result-table';

const ROOT = resolve(__dirname, '../../../../..');
/** Light traffic that shows on a dashboard without warming the machine. */
const PAUSE_BETWEEN_REQUESTS_MS = 1_500;

/** `npm run demo`: the whole gateway with simulated providers. Ends 0 with `--once` only if every sample came out as it should. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
  const dataDir = join(ROOT, 'data', 'demo');
  rmSync(dataDir, { recursive: true, force: true });
  const simulator = await startSimulator({ port: 0 });
  const adminPassword = `demo-${randomBytes(9).toString('base64url')}`;
  const gateway = await startGatewayProcess({ root: ROOT, dataDir, simulator, adminPassword });
  try {
    const { key } = await createClient(gateway, 'demo');
    console.log(`\nGopherGate runs at ${gateway.url} with six simulated providers; nothing leaves this machine.\n`);
    const results = await runAll(gateway, key);
    console.log(resultTable(results));
    const failed = results.filter(({ isAsExpected }) => !isAsExpected).length;
    console.log(`\n${results.length - failed} of ${results.length} requests came out as expected.`);
    if (values.once) {
      process.exitCode = failed === 0 ? 0 : 1;
      return;
    }
    console.log(`\n  Base URL   ${gateway.url}/v1\n  API key    ${key}`);
    console.log(
      `  Dashboard  ${gateway.url}\n  Login      admin / ${adminPassword}\n\nLight traffic goes on until Ctrl-C.`,
    );
    await keepTraffic(gateway, key);
  } finally {
    await gateway.stop();
    await simulator.close();
  }
}

async function runAll(gateway: GatewayProcess, key: string): Promise<SampleResult[]> {
  const results: SampleResult[] = [];
  for (const sample of SAMPLES) results.push(await runSample(gateway.url, key, sample));
  return results;
}

/** One sample after the other until the process is told to stop, or the gateway is gone. */
async function keepTraffic(gateway: GatewayProcess, key: string): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  void gateway.exited.then(() => stop.abort());
  for (let i = 0; !stop.signal.aborted; i++) {
    await pause(PAUSE_BETWEEN_REQUESTS_MS, stop.signal);
    if (!stop.signal.aborted) await runSample(gateway.url, key, SAMPLES[i % SAMPLES.length] as Sample);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
