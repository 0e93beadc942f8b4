import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuthModule, DefaultAdminService } from '@app/auth';
import { ClockModule, operator, StartupLogger } from '@app/common';
import { loadConfig, readEnvironment, type GatewayConfig } from '@app/config';
import { InstallationModule } from '@app/gateway';
import { PersistenceModule } from '@app/persistence';
import { PROVIDERS } from '@app/providers';

/** All that a reset of the login looks at. */
const DATA_DIR = 'LLM_PROXY__DATA_DIR';
const WORDS: readonly string[] = ['reset-admin', '-reset-admin', '--reset-admin'];

/** Asked before anything else: whoever is locked out may have no configuration that works. */
export function isResetAsked(args: readonly string[]): boolean {
  return args.some((word) => WORDS.includes(word));
}

/** Restores the default login and returns what to tell; needs the data folder alone. */
export async function resetAdmin(): Promise<string> {
  const { config } = loadConfig(
    { [DATA_DIR]: readEnvironment()[DATA_DIR] },
    PROVIDERS.map(({ id }) => id),
  );
  const context = await NestFactory.createApplicationContext(ResetModule.register(config), {
    logger: new StartupLogger({ logLevels: ['error'] }),
    abortOnError: false,
  });
  try {
    const { username, password } = await context.get(DefaultAdminService, { strict: false }).reset(operator());
    return `The dashboard login is ${username} / ${password} again; it has to be changed at the next login.\n`;
  } finally {
    await context.close();
  }
}

@Module({})
class ResetModule {
  static register(config: GatewayConfig): DynamicModule {
    return {
      module: ResetModule,
      imports: [ClockModule, InstallationModule.register(config), PersistenceModule, AuthModule],
    };
  }
}
