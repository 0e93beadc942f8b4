import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { generalVariables, providerVariables, type GatewayConfig, type ProviderConfig } from './gateway-config';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every problem of the configuration at once, each with what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

export interface LoadedConfig {
  readonly config: GatewayConfig;
  /** Things that do not stop the start but that the operator should read. */
  readonly warnings: readonly string[];
}

const PREFIX = 'LLM_PROXY__';
/** What stands in samples where a key belongs; reported and ignored. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['...', 'sk-...', 'AIza...', 'xai-...']);
const NO_KEY_IN_PRODUCTION = `${PREFIX}ENCRYPTION_KEY is required in production; make one with: openssl rand -hex 32`;

/** Reads the environment of this process and the `.env` file of its folder; the process wins over the file. */
export function readEnvironment(envFile = '.env'): Environment {
  const fromFile = existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {};
  return { ...fromFile, ...process.env };
}

/** @throws ConfigError naming every problem at once */
export function loadConfig(environment: Environment, providerIds: readonly string[]): LoadedConfig {
  const values = withoutEmpty(environment);
  const problems: string[] = [];
  const warnings: string[] = [];
  const read = <T extends z.ZodType>(name: string, schema: T, value = values.get(name)): z.output<T> => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) problems.push(`${name} ${phrase(issue)}`);
    // Never used: a problem was noted, so loadConfig throws before returning.
    return undefined as z.output<T>;
  };
  const general = <N extends keyof typeof generalVariables>(name: N): z.output<(typeof generalVariables)[N]> =>
    read<(typeof generalVariables)[N]>(name, generalVariables[name]);

  const isProduction = values.get('NODE_ENV') === 'production';
  if (isProduction && !values.has(`${PREFIX}ENCRYPTION_KEY`)) problems.push(NO_KEY_IN_PRODUCTION);

  const config: GatewayConfig = {
    isProduction,
    server: {
      host: general('LLM_PROXY__SERVER__HOST'),
      port: values.has('LLM_PROXY__SERVER__PORT')
        ? general('LLM_PROXY__SERVER__PORT')
        : read('PORT', generalVariables.LLM_PROXY__SERVER__PORT),
      drainMs: general('LLM_PROXY__SERVER__DRAIN_MS'),
    },
    dataDir: general('LLM_PROXY__DATA_DIR'),
    encryptionKey: general('LLM_PROXY__ENCRYPTION_KEY'),
    logLevel: general('LLM_PROXY__LOG__LEVEL'),
    limits: {
      maxBodyBytes: general('LLM_PROXY__LIMITS__MAX_BODY_BYTES'),
      maxBodyBytesInFlight: general('LLM_PROXY__LIMITS__MAX_BODY_BYTES_IN_FLIGHT'),
    },
    upstream: {
      connectMs: general('LLM_PROXY__UPSTREAM__CONNECT_MS'),
      firstByteMs: general('LLM_PROXY__UPSTREAM__FIRST_BYTE_MS'),
      idleMs: general('LLM_PROXY__UPSTREAM__IDLE_MS'),
    },
    breaker: {
      errorPercent: general('LLM_PROXY__BREAKER__ERROR_PERCENT'),
      volume: general('LLM_PROXY__BREAKER__VOLUME'),
      resetMs: general('LLM_PROXY__BREAKER__RESET_MS'),
    },
    endedModels: general('LLM_PROXY__ROUTING__ENDED_MODELS'),
    lifecycle: general('LLM_PROXY__CATALOG__LIFECYCLE'),
    providers: new Map(
      providerIds.map((id): [string, ProviderConfig] => {
        const { apiKey, baseUrl, isEnabled, models } = providerVariables(id);
        const key = values.get(apiKey.name);
        const isPlaceholder = key !== undefined && PLACEHOLDERS.has(key);
        if (isPlaceholder) warnings.push(`${apiKey.name} still holds the sample value "${key}" and is ignored; put the real key there or leave it empty.`);
        return [
          id,
          {
            apiKey: isPlaceholder ? undefined : read(apiKey.name, apiKey.schema),
            baseUrl: read(baseUrl.name, baseUrl.schema),
            isEnabled: read(isEnabled.name, isEnabled.schema),
            models: read(models.name, models.schema),
          },
        ];
      }),
    ),
  };
  warnings.push(...unknownNames(values, providerIds));
  if (config.limits.maxBodyBytesInFlight < config.limits.maxBodyBytes) {
    problems.push('LLM_PROXY__LIMITS__MAX_BODY_BYTES_IN_FLIGHT must not be smaller than LLM_PROXY__LIMITS__MAX_BODY_BYTES');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { config, warnings };
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
  const known = new Set(Object.keys(generalVariables));
  for (const id of providerIds) for (const { name } of Object.values(providerVariables(id))) known.add(name);
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
