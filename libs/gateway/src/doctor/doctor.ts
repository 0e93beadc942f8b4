import { NestFactory } from '@nestjs/core';
import { Module, type DynamicModule } from '@nestjs/common';
import { ClockModule, systemClock, type KeyRing } from '@app/common';
import { ConfigError, keyRingOf, loadConfig, type Environment, type GatewayConfig } from '@app/config';
import { AuditRepository, openDatabase, type Database } from '@app/persistence';
import { PROVIDERS, ProviderRegistry, ProviderSettingsService, ProvidersModule } from '@app/providers';
import { journalRoot } from '@app/telemetry';
import { databaseFileOf, InstallationModule } from '../installation.module';
import { databaseFileCheck, journalCheck } from './database-checks';
import { fail, ok, warn, type Finding } from './finding';
import { loginCheck } from './login-check';
import { clockCheck, diskCheck, portCheck } from './machine-checks';
import { providerAnswerChecks, skewCheck } from './online-checks';
import { encryptionKeyCheck, providerKeyChecks } from './secret-checks';
import { existsSync } from 'node:fs';

export interface DoctorOptions {
  /** Ask the configured providers too; nothing that costs money. */
  readonly isOnline: boolean;
}

/** Looks at an installation from its configuration on, and as far as what it finds allows. Makes and changes nothing. */
export async function diagnose(environment: Environment, { isOnline }: DoctorOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  const config = configIn(environment, findings);
  if (!config) return findings;
  const file = databaseFileOf(config);
  const onFile = await databaseFileCheck(file);
  findings.push(onFile);
  if (onFile.state === 'ok' && existsSync(file)) await lookInto(file, config, findings);
  findings.push(await diskCheck('data', config.dataDir));
  findings.push(await diskCheck('journal', journalRoot(config.dataDir, config.journal.folder)));
  findings.push(await portCheck(config.server));
  if (isOnline && findings.every(({ state }) => state !== 'fail')) await askProviders(config, findings);
  return findings;
}

function configIn(environment: Environment, findings: Finding[]): GatewayConfig | undefined {
  const known = PROVIDERS.map(({ id }) => id);
  try {
    const { config, warnings } = loadConfig(environment, known);
    for (const warning of warnings) findings.push(warn('config', warning, 'Correct it in the environment or in .env.'));
    if (warnings.length === 0) findings.push(ok('config', 'It has no problems.'));
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const remedy = 'Correct it in the environment or in .env; .env.example explains every variable.';
    for (const problem of error.problems) findings.push(fail('config', problem, remedy));
    return undefined;
  }
}

async function lookInto(file: string, config: GatewayConfig, findings: Finding[]): Promise<void> {
  const keys: KeyRing = keyRingOf(config);
  const database: Database = await openDatabase(file);
  try {
    const onKey = await encryptionKeyCheck(database, keys, config);
    findings.push(onKey);
    if (onKey.state !== 'fail') findings.push(...(await providerKeyChecks(database, keys, config)));
    findings.push(await loginCheck(database));
    findings.push(await journalCheck(database, config));
    const [last] = await new AuditRepository(database).list({}, 1);
    findings.push(clockCheck(systemClock.now(), last?.at ?? 0));
  } finally {
    await database.close();
  }
}

@Module({})
class OnlineModule {
  static register(config: GatewayConfig): DynamicModule {
    return { module: OnlineModule, imports: [ClockModule, InstallationModule.register(config), ProvidersModule] };
  }
}

async function askProviders(config: GatewayConfig, findings: Finding[]): Promise<void> {
  const context = await NestFactory.createApplicationContext(OnlineModule.register(config), {
    logger: false,
    abortOnError: false,
  });
  try {
    const registry = context.get(ProviderRegistry, { strict: false });
    const settings = context.get(ProviderSettingsService, { strict: false });
    findings.push(...(await providerAnswerChecks(registry, settings)));
    findings.push(await skewCheck(registry, () => systemClock.now()));
  } finally {
    await context.close();
  }
}
