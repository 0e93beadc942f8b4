import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { StartupLogger } from '@app/common';
import { ConfigError, loadConfig, readEnvironment } from '@app/config';
import { DatabaseUnavailableError } from '@app/persistence';
import { PROVIDERS } from '@app/providers';
import { CliModule } from './cli.module';
import { ExitCode, exitAfterParsing, reportFailure } from './exit-code';

/** All that a reset of the login looks at. */
const DATA_DIR = 'LLM_PROXY__DATA_DIR';

async function main(): Promise<void> {
  const environment = readEnvironment();
  const isReset = process.argv[2] === 'reset-admin';
  const { config } = loadConfig(
    isReset ? { [DATA_DIR]: environment[DATA_DIR] } : environment,
    PROVIDERS.map(({ id }) => id),
  );
  await CommandFactory.run(isReset ? CliModule.forReset(config) : CliModule.register(config), {
    logger: new StartupLogger({ logLevels: ['error'] }),
    abortOnError: false,
    errorHandler: exitAfterParsing,
    serviceErrorHandler: reportFailure,
  });
}

main().catch((error: unknown) => {
  reportFailure(error);
  if (error instanceof ConfigError) process.exitCode = ExitCode.configuration;
  if (error instanceof DatabaseUnavailableError) process.exitCode = ExitCode.unreachable;
});
