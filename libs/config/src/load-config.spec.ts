import { safeText } from '@app/common';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from './config.error';
import { loadConfig, readEnvironment, type Environment } from './load-config';

const KEY = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const load = (environment: Environment) => loadConfig(environment, ['openai', 'ollama']);
const problemsOf = (environment: Environment): readonly string[] => {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('loadConfig', () => {
  it('starts from nothing', () => {
    const { config, warnings } = load({});
    expect(warnings).toEqual([]);
    expect(config.server).toEqual({ host: '0.0.0.0', port: 8080, drainMs: 30_000, trustedProxies: [] });
    expect(config.dataDir).toBe('./data');
    expect(config.providers.get('openai')).toEqual({
      apiKey: undefined,
      baseUrl: undefined,
      isEnabled: undefined,
      models: [],
      limits: {},
    });
  });

  it('takes PORT, and LLM_PROXY__SERVER__PORT before it', () => {
    expect(load({ PORT: '3000' }).config.server.port).toBe(3000);
    expect(load({ PORT: '3000', LLM_PROXY__SERVER__PORT: '4000' }).config.server.port).toBe(4000);
  });

  it('keeps rows and roll-ups 400 days, or as long as it is told', () => {
    expect(load({}).config.retention).toEqual({ requestDays: 400, rollUpDays: 400 });
    const told = { LLM_PROXY__RETENTION__REQUEST_DAYS: '0', LLM_PROXY__RETENTION__ROLLUP_DAYS: '30' };
    expect(load(told).config.retention).toEqual({ requestDays: 0, rollUpDays: 30 });
    expect(problemsOf({ LLM_PROXY__RETENTION__REQUEST_DAYS: '-1' })).toHaveLength(1);
  });

  it('reads what belongs to a provider by its id', () => {
    const { config } = load({
      OPENAI_API_KEY: 'sk-real',
      LLM_PROXY__PROVIDERS__OLLAMA__ENABLED: 'true',
      LLM_PROXY__PROVIDERS__OLLAMA__BASE_URL: 'http://ollama:11434/v1',
      LLM_PROXY__PROVIDERS__OLLAMA__MODELS: 'llama3, gemma2,,mistral ',
      LLM_PROXY__PROVIDERS__OLLAMA__FIRST_BYTE_MS: '900000',
    });
    expect(config.providers.get('openai')?.apiKey).toBe('sk-real');
    expect(config.providers.get('ollama')).toEqual({
      apiKey: undefined,
      baseUrl: 'http://ollama:11434/v1',
      isEnabled: true,
      models: ['llama3', 'gemma2', 'mistral'],
      limits: { firstByteMs: 900_000 },
    });
  });

  it.each(['allow', 'block', 'assume_dearest'] as const)(
    'lets models without a price be treated by: %s',
    (unpriced) => {
      expect(load({ LLM_PROXY__PRICING__UNPRICED: unpriced }).config.pricing).toEqual({ unpriced });
    },
  );

  it('allows models without a price by default, and knows no other policy', () => {
    expect(load({}).config.pricing).toEqual({ unpriced: 'allow' });
    expect(problemsOf({ LLM_PROXY__PRICING__UNPRICED: 'deny' })).toEqual([
      'LLM_PROXY__PRICING__UNPRICED must be one of: allow, block, assume_dearest',
    ]);
  });

  it('reads the proxies that may say who a client is', () => {
    const { trustedProxies } = load({ LLM_PROXY__SERVER__TRUSTED_PROXIES: '10.0.0.0/8, ::1,' }).config.server;
    expect(trustedProxies.map(([address, bits]) => `${address.toString()}/${bits}`)).toEqual(['10.0.0.0/8', '::1/128']);
  });

  it('names each proxy that is none', () => {
    expect(problemsOf({ LLM_PROXY__SERVER__TRUSTED_PROXIES: 'loopback, 10.0.0.0/8, 10.0.0.0/99, *' })).toEqual(
      ['loopback', '10.0.0.0/99', '*'].map(
        (text) =>
          `LLM_PROXY__SERVER__TRUSTED_PROXIES holds "${text}", which is no address and no range such as 10.0.0.0/8`,
      ),
    );
  });

  it('hands on the first password as it is written', () => {
    expect(load({}).config.adminPassword).toBeUndefined();
    expect(load({ LLM_PROXY__ADMIN_PASSWORD: 'a password, to be checked' }).config.adminPassword).toBe(
      'a password, to be checked',
    );
  });

  it('counts an empty value as unset', () => {
    expect(load({ OPENAI_API_KEY: ' ', PORT: '' }).config.providers.get('openai')?.apiKey).toBeUndefined();
  });

  it.each(['sk-...', '...', 'AIza...', 'xai-...'])('reports the sample key %s and ignores it', (sample) => {
    const { config, warnings } = load({ OPENAI_API_KEY: sample });
    expect(config.providers.get('openai')?.apiKey).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining('OPENAI_API_KEY')]);
  });

  it('names every problem at once', () => {
    const problems = problemsOf({
      LLM_PROXY__SERVER__PORT: 'eighty',
      LLM_PROXY__LOG__LEVEL: 'loud',
      LLM_PROXY__PROVIDERS__OPENAI__BASE_URL: 'file:///etc/passwd',
      LLM_PROXY__ENCRYPTION_KEY: 'changeme',
    });
    expect(problems).toHaveLength(4);
    for (const name of ['SERVER__PORT', 'LOG__LEVEL', 'BASE_URL', 'ENCRYPTION_KEY']) {
      expect(problems.filter((problem) => problem.includes(name))).toHaveLength(1);
    }
    expect(problems.join()).not.toContain('changeme');
  });

  it('warns of a misspelt name', () => {
    expect(load({ LLM_PROXY__SERVER__PROT: '80' }).warnings).toEqual([
      expect.stringContaining('LLM_PROXY__SERVER__PROT'),
    ]);
  });

  it.each(['http://user:secret@host/v1', 'ftp://host', 'host:80', 'https://host/v1?key=1'])(
    'refuses the base URL %s',
    (url) => {
      expect(problemsOf({ LLM_PROXY__PROVIDERS__OPENAI__BASE_URL: url })).toHaveLength(1);
    },
  );

  it('keeps every secret of the environment out of logs', () => {
    const secrets = {
      OPENAI_API_KEY: 'planted provider key'.replaceAll(' ', '-'),
      LLM_PROXY__ADMIN_PASSWORD: 'planted admin password',
      LLM_PROXY__ENCRYPTION_KEY: KEY,
    };
    load(secrets);
    for (const secret of Object.values(secrets)) expect(safeText(`so: ${secret}`)).toBe('so: [redacted]');
    expect(safeText(Buffer.from(KEY, 'hex').toString('base64'))).toBe('[redacted]');
  });

  it('refuses a key that breaks a header', () => {
    expect(problemsOf({ OPENAI_API_KEY: 'sk-a\nx: y' })).toHaveLength(1);
  });

  describe('encryption key', () => {
    it.each([KEY, Buffer.from(KEY, 'hex').toString('base64')])('accepts %s', (text) => {
      expect(load({ LLM_PROXY__ENCRYPTION_KEY: text }).config.encryptionKey?.toString('hex')).toBe(KEY);
    });

    it('takes former ones, and one to come', () => {
      const other = Buffer.from(KEY, 'hex').reverse().toString('hex');
      const list = ` ${KEY} ,, ${Buffer.from(other, 'hex').toString('base64')}`;
      const { config } = load({ LLM_PROXY__ENCRYPTION_KEYS_OLD: list, LLM_PROXY__ENCRYPTION_KEY_NEW: other });
      expect(config.oldEncryptionKeys.map((key) => key.toString('hex'))).toEqual([KEY, other]);
      expect(config.newEncryptionKey?.toString('hex')).toBe(other);
      expect(load({}).config.oldEncryptionKeys).toEqual([]);
    });

    it.each([{ LLM_PROXY__ENCRYPTION_KEYS_OLD: `${KEY},changeme` }, { LLM_PROXY__ENCRYPTION_KEY_NEW: 'changeme' }])(
      'refuses a weak one among them: %j',
      (environment) => {
        expect(problemsOf(environment)).toEqual([expect.stringContaining('openssl rand -hex 32')]);
      },
    );

    it.each([
      'changeme',
      'your-secure-key',
      '0'.repeat(64),
      'ab'.repeat(32),
      '0123456789abcdef'.repeat(4),
      Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('hex'),
      KEY.slice(2),
      `${KEY}00`,
      Buffer.alloc(32).toString('base64'),
    ])('refuses the weak or misshapen %s and says how to make one', (text) => {
      expect(problemsOf({ LLM_PROXY__ENCRYPTION_KEY: text })).toEqual([
        expect.stringContaining('openssl rand -hex 32'),
      ]);
    });

    it('is required in production', () => {
      expect(problemsOf({ NODE_ENV: 'production' })).toEqual([expect.stringContaining('openssl rand -hex 32')]);
      expect(problemsOf({ NODE_ENV: 'production', LLM_PROXY__ENCRYPTION_KEY: KEY })).toEqual([]);
    });
  });
});

describe('readEnvironment', () => {
  it('lets the process win over the file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'gophergate-env-')), '.env');
    writeFileSync(file, '# comment\nPATH=from-file\nGOPHERGATE_SPEC="quoted value"\n');
    const environment = readEnvironment(file);
    expect(environment['GOPHERGATE_SPEC']).toBe('quoted value');
    expect(environment['PATH']).not.toBe('from-file');
  });
});
