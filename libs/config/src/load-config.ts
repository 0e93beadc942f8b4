import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { knownSecrets } from '@app/common';
import { z } from 'zod';
import { ConfigError } from './config.error';
import type { GatewayConfig, ProviderConfig } from './gateway-config';
import { givenVariables, knownNames } from './given-variables';
import { generalVariables, providerVariables } from './variables';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface LoadedConfig {
  readonly config: GatewayConfig;
  /** Things that do not stop the start but that the operator should read. */
  readonly warnings: readonly string[];
}

const PREFIX = 'LLM_PROXY__';
const PORT = 'LLM_PROXY__SERVER__PORT';
/** What stands in samples where a key belongs; reported and ignored. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['...', 'sk-...', 'AIza...', 'xai-...']);
const NO_KEY_IN_PRODUCTION = `${PREFIX}ENCRYPTION_KEY is required in production; make one with: openssl rand -hex 32`;

/** Reads the environment of this process and the `.env` file of its folder; the process wins over the file. */
export function readEnvironment(envFile = '.env'): Environment {
  const fromFile = existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {};
  return { ...fromFile, ...process.env };
}

/** Names that stand in the `.env` file alone: what the process says itself wins. */
export function namesOfFile(envFile = '.env'): ReadonlySet<string> {
  const fromFile = existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {};
  return new Set(Object.keys(fromFile).filter((name) => process.env[name] === undefined));
}

/** `fromFile`: names that come from the file rather than from the process. @throws ConfigError naming every problem at once */
export function loadConfig(
  environment: Environment,
  providerIds: readonly string[],
  fromFile: ReadonlySet<string> = new Set(),
): LoadedConfig {
  const values = withoutEmpty(environment);
  const portName = values.has(PORT) ? PORT : 'PORT';
  const problems: string[] = [];
  const warnings: string[] = [];
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const result = schema.safeParse(values.get(name));
    if (!result.success) problems.push(...result.error.issues.map((issue) => `${name} ${phrase(issue)}`));
    return result.data;
  };
  const isProduction = values.get('NODE_ENV') === 'production';
  if (isProduction && !values.has(`${PREFIX}ENCRYPTION_KEY`)) problems.push(NO_KEY_IN_PRODUCTION);

  const parsed = z.object(generalVariables).safeParse({ ...Object.fromEntries(values), [PORT]: values.get(portName) });
  if (!parsed.success) {
    const nameOf = (issue: z.core.$ZodIssue): string => (issue.path[0] === PORT ? portName : String(issue.path[0]));
    problems.push(...parsed.error.issues.map((issue) => `${nameOf(issue)} ${phrase(issue)}`));
  }
  const providers = new Map(providerIds.map((id) => [id, readProvider(id, values, read, warnings)]));
  warnings.push(...unknownNames(values, providerIds));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const given = givenVariables(values, providerIds, fromFile);
  const config: GatewayConfig = { ...arranged(parsed.data), isProduction, providers, given };
  if (config.limits.maxBodyBytesInFlight < config.limits.maxBodyBytes) {
    throw new ConfigError([
      'LLM_PROXY__LIMITS__MAX_BODY_BYTES_IN_FLIGHT must not be smaller than LLM_PROXY__LIMITS__MAX_BODY_BYTES',
    ]);
  }
  hideSecrets(config);
  return { config, warnings };
}

/** What is in the environment must never be in a log. */
function hideSecrets({
  encryptionKey,
  oldEncryptionKeys,
  newEncryptionKey,
  adminPassword,
  providers,
}: GatewayConfig): void {
  for (const key of [encryptionKey, newEncryptionKey, ...oldEncryptionKeys]) if (key) knownSecrets.addKey(key);
  knownSecrets.add(adminPassword);
  for (const { apiKey } of providers.values()) knownSecrets.add(apiKey);
}

type GeneralValues = z.output<z.ZodObject<typeof generalVariables>>;

function arranged(values: GeneralValues): Omit<GatewayConfig, 'isProduction' | 'providers' | 'given'> {
  return {
    server: {
      host: values.LLM_PROXY__SERVER__HOST,
      port: values.LLM_PROXY__SERVER__PORT,
      drainMs: values.LLM_PROXY__SERVER__DRAIN_MS,
      trustedProxies: values.LLM_PROXY__SERVER__TRUSTED_PROXIES,
      publicUrl: values.LLM_PROXY__SERVER__PUBLIC_URL,
    },
    dataDir: values.LLM_PROXY__DATA_DIR,
    encryptionKey: values.LLM_PROXY__ENCRYPTION_KEY,
    oldEncryptionKeys: values.LLM_PROXY__ENCRYPTION_KEYS_OLD,
    newEncryptionKey: values.LLM_PROXY__ENCRYPTION_KEY_NEW,
    adminPassword: values.LLM_PROXY__ADMIN_PASSWORD,
    logLevel: values.LLM_PROXY__LOG__LEVEL,
    limits: {
      maxBodyBytes: values.LLM_PROXY__LIMITS__MAX_BODY_BYTES,
      maxBodyBytesInFlight: values.LLM_PROXY__LIMITS__MAX_BODY_BYTES_IN_FLIGHT,
      reserveOutputTokens: values.LLM_PROXY__LIMITS__RESERVE_OUTPUT_TOKENS,
    },
    journal: {
      durability: values.LLM_PROXY__JOURNAL__DURABILITY,
      folder: values.LLM_PROXY__JOURNAL__DIR,
      reserveBytes: values.LLM_PROXY__JOURNAL__RESERVE_BYTES,
      onFull: values.LLM_PROXY__JOURNAL__ON_FULL,
    },
    capture: {
      isOn: values.LLM_PROXY__CAPTURE__BODIES,
      retentionDays: values.LLM_PROXY__CAPTURE__RETENTION_DAYS,
    },
    reporting: { zone: values.LLM_PROXY__REPORTING__ZONE },
    viewers: { readBodies: values.LLM_PROXY__VIEWERS__READ_BODIES },
    playground: { access: values.LLM_PROXY__PLAYGROUND__ACCESS },
    upstream: {
      connectMs: values.LLM_PROXY__UPSTREAM__CONNECT_MS,
      firstByteMs: values.LLM_PROXY__UPSTREAM__FIRST_BYTE_MS,
      idleMs: values.LLM_PROXY__UPSTREAM__IDLE_MS,
      totalMs: values.LLM_PROXY__UPSTREAM__TOTAL_MS,
    },
    remoteImages: { allowedHosts: new Set(values.LLM_PROXY__REMOTE_IMAGES__ALLOWED_HOSTS) },
    breaker: {
      errorPercent: values.LLM_PROXY__BREAKER__ERROR_PERCENT,
      volume: values.LLM_PROXY__BREAKER__VOLUME,
      resetMs: values.LLM_PROXY__BREAKER__RESET_MS,
      maxInFlight: values.LLM_PROXY__BREAKER__MAX_IN_FLIGHT,
    },
    retention: {
      requestDays: values.LLM_PROXY__RETENTION__REQUEST_DAYS,
      rollUpDays: values.LLM_PROXY__RETENTION__ROLLUP_DAYS,
    },
    endedModels: values.LLM_PROXY__ROUTING__ENDED_MODELS,
    lifecycle: values.LLM_PROXY__CATALOG__LIFECYCLE,
    pricing: { unpriced: values.LLM_PROXY__PRICING__UNPRICED },
  };
}

function readProvider(
  id: string,
  values: ReadonlyMap<string, string>,
  read: <T>(name: string, schema: z.ZodType<T>) => T | undefined,
  warnings: string[],
): ProviderConfig {
  const { apiKey, baseUrl, isEnabled, models, ...times } = providerVariables(id);
  const key = values.get(apiKey.name);
  const isPlaceholder = key !== undefined && PLACEHOLDERS.has(key);
  if (isPlaceholder) {
    warnings.push(
      `${apiKey.name} still holds the sample value "${key}" and is ignored; put the real key there or leave it empty.`,
    );
  }
  return {
    apiKey: isPlaceholder ? undefined : read(apiKey.name, apiKey.schema),
    baseUrl: read(baseUrl.name, baseUrl.schema),
    isEnabled: read(isEnabled.name, isEnabled.schema),
    models: read(models.name, models.schema) ?? [],
    limits: Object.fromEntries(
      Object.entries(times).flatMap(([limit, { name, schema }]) => {
        const value = read(name, schema);
        return value === undefined ? [] : [[limit, value]];
      }),
    ),
  };
}

/** An empty value is an unset one: that is how `.env.example` is left by most people. */
function withoutEmpty(environment: Environment): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    const trimmed = value?.trim();
    if (trimmed) values.set(name, trimmed);
  }
  return values;
}

/** A misspelt variable that is silently ignored costs an evening; name it. No reason to stop: an older `.env` may hold names we dropped. */
function unknownNames(values: ReadonlyMap<string, string>, providerIds: readonly string[]): string[] {
  const known = new Set(knownNames(providerIds));
  return [...values.keys()]
    .filter((name) => name.startsWith(PREFIX) && !known.has(name))
    .map((name) => `${name} is no known variable and is ignored; .env.example lists all of them`);
}

/** One issue as the end of a sentence that starts with the variable's name; never repeats the value, which may be a secret. */
function phrase(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${issue.expected === 'number' || issue.expected === 'int' ? 'a whole number' : `of type ${issue.expected}`}`;
    case 'too_small':
      return `must be at least ${String(issue.minimum)}`;
    case 'too_big':
      return `must be at most ${String(issue.maximum)}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    default:
      return issue.message;
  }
}
