import { parseArgs } from 'node:util';
import { startSimulator } from './simulator.server';

const DEFAULT_PORT = '4010';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: DEFAULT_PORT }, host: { type: 'string', default: '127.0.0.1' } },
  });
  const simulator = await startSimulator({ port: Number(values.port), host: values.host });
  console.log(`Simulator listening on ${simulator.url}`);
  const stop = (): void => void simulator.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
