import 'reflect-metadata';
import { safeText } from '@app/common';
import { ConfigError } from '@app/config';
import { DatabaseUnavailableError } from '@app/persistence';
import { ProviderRegistry } from '@app/providers';
import { startGateway } from './bootstrap';
import { banner } from './logging/banner';
import { isResetAsked, resetAdmin } from './reset-admin';
import { stopOnSignals } from './shutdown';

/** Exit codes shared with the command line: 3 configuration, 4 database. */
const EXIT_CONFIGURATION = 3;
const EXIT_UNREACHABLE = 4;

async function main(): Promise<void> {
  if (isResetAsked(process.argv.slice(2))) {
    process.stdout.write(await resetAdmin());
    return;
  }
  const gateway = await startGateway();
  if (process.stdout.isTTY) process.stdout.write(banner(gateway.url, gateway.app.get(ProviderRegistry).list()));
  stopOnSignals(gateway);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError || error instanceof DatabaseUnavailableError) {
    process.stderr.write(`${safeText(error.message)}\n`);
    process.exit(error instanceof ConfigError ? EXIT_CONFIGURATION : EXIT_UNREACHABLE);
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`GopherGate could not start: ${safeText(text)}\n`);
  process.exit(1);
});
