import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { StartupLogger } from '@app/common';
import { loadConfig, readEnvironment, type GatewayConfig } from '@app/config';
import { PROVIDERS } from '@app/providers';
import { exitAfterParsing, ExitCode, reportFailure } from './exit-code';
import { moduleFor } from './modules';
import { DoctorVerbModule } from './modules/doctor.module';
import { afterChange, withKeyFromStdin } from './rotation-config';
import { version } from './version';

/** All that a reset of the login looks at. */
const DATA_DIR = 'LLM_PROXY__DATA_DIR';

async function main([verb, ...args]: string[]): Promise<void> {
  const module = verb === 'doctor' ? DoctorVerbModule : moduleFor(verb, configFor(verb, args));
  await CommandFactory.run(module, {
    version: version(),
    logger: new StartupLogger({ logLevels: ['error'] }),
    abortOnError: false,
    errorHandler: exitAfterParsing,
    serviceErrorHandler: reportFailure,
  });
}

function configFor(verb: string | undefined, args: readonly string[]): GatewayConfig {
  const environment = readEnvironment();
  const isReset = verb === 'reset-admin';
  const isRotation = verb === 'key' && args[0] === 'rotate';
  const read = isReset ? { [DATA_DIR]: environment[DATA_DIR] } : environment;
  const { config } = loadConfig(
    isRotation ? withKeyFromStdin(read, args) : read,
    PROVIDERS.map(({ id }) => id),
  );
  return isRotation ? afterChange(config) : config;
}

// What help calls this program: otherwise it would be "main".
process.argv[1] = 'gophergate';
process.once('SIGINT', () => process.exit(ExitCode.interrupted));
main(process.argv.slice(2)).catch(reportFailure);
