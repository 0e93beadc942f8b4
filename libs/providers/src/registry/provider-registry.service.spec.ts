import { Logger } from '@nestjs/common';
import { KeyRing } from '@app/common';
import { loadConfig, type Environment } from '@app/config';
import type { StoredProviderSettings } from '@app/contracts';
import type { ProviderSettingsRepository } from '@app/persistence';
import { PROVIDERS } from '../adapters';
import { callOf } from '../testing/chat-call';
import type { KeptStateService } from '../state/kept-state.service';
import { VendorServer } from '../testing/vendor-server';
import { ProviderRegistry } from './provider-registry.service';
import { keyContext } from './provider-settings';

const ENCRYPTION_KEY = 'f3a1c07be25d94886b1e0d77a4c93f520118e6bd3a5f7c2490dbe8416c7a9f35';
const keys = KeyRing.of(Buffer.from(ENCRYPTION_KEY, 'hex'));
const ids = PROVIDERS.map(({ id }) => id);
const states: Pick<KeptStateService, 'keep' | 'find'> = {
  keep: () => undefined,
  find: () => Promise.resolve(new Map()),
};
const never = new AbortController().signal;

describe('ProviderRegistry', () => {
  const opened: ProviderRegistry[] = [];
  let vendor: VendorServer;
  beforeAll(async () => {
    vendor = await VendorServer.start((response) => response.end('{"choices":[],"candidates":[]}'));
  });
  beforeEach(() => {
    vendor.requests.length = 0;
  });
  afterEach(async () => {
    for (const registry of opened.splice(0)) await registry.onApplicationShutdown();
  });
  afterAll(() => vendor.close());

  const registryOf = async (
    environment: Environment,
    ...rows: Partial<StoredProviderSettings>[]
  ): Promise<ProviderRegistry> => {
    const { config } = loadConfig({ LLM_PROXY__ENCRYPTION_KEY: ENCRYPTION_KEY, ...environment }, ids);
    const stored = rows.map((row) => ({
      providerId: 'openai',
      isEnabled: null,
      baseUrl: null,
      encryptedApiKey: null,
      tuning: {},
      version: 1,
      ...row,
    }));
    const repository: Pick<ProviderSettingsRepository, 'all'> = { all: () => Promise.resolve(stored) };
    const registry = new ProviderRegistry(
      config,
      repository as ProviderSettingsRepository,
      states as KeptStateService,
      keys,
    );
    opened.push(registry);
    await registry.onModuleInit();
    return registry;
  };
  const statusOf = (registry: ProviderRegistry, providerId: string) =>
    registry.list().find(({ id }) => id === providerId);
  /** The headers a provider gets when it is asked. */
  const headersTo = async (registry: ProviderRegistry, providerId: string) => {
    const prepared = await registry.connection(providerId)?.prepareChat(callOf(), never);
    await prepared?.answer(never).catch(() => undefined);
    return vendor.requests.at(-1)?.headers;
  };

  it('knows every provider, and none is configured by itself', async () => {
    const registry = await registryOf({});
    expect(registry.list().map(({ id }) => id)).toEqual(ids);
    expect(registry.list().some(({ isConfigured }) => isConfigured)).toBe(false);
    expect(registry.connection('openai')).toBeUndefined();
  });

  it('knows nothing of a provider there is not', async () => {
    const registry = await registryOf({});
    expect(registry.isConfigured('nobody')).toBe(false);
    expect(registry.connection('nobody')).toBeUndefined();
    expect(registry.enablingVariable('nobody')).toBeUndefined();
    expect(registry.namedModels('nobody')).toEqual([]);
  });

  it('configures a provider by the key in the environment', async () => {
    const registry = await registryOf({
      OPENAI_API_KEY: 'sk-from-environment',
      LLM_PROXY__PROVIDERS__OPENAI__BASE_URL: vendor.url,
    });
    expect(registry.isConfigured('openai')).toBe(true);
    expect(registry.isConfigured('gemini')).toBe(false);
    expect(statusOf(registry, 'openai')).toMatchObject({
      keySource: 'environment',
      baseUrl: vendor.url,
      breakerState: 'closed',
    });
    await expect(headersTo(registry, 'openai')).resolves.toMatchObject({ authorization: 'Bearer sk-from-environment' });
  });

  it("puts the key where the provider's dialect wants it", async () => {
    const registry = await registryOf({
      GEMINI_API_KEY: 'AIza-secret',
      LLM_PROXY__PROVIDERS__GEMINI__BASE_URL: vendor.url,
    });
    const headers = await headersTo(registry, 'gemini');
    expect(headers).toMatchObject({ 'x-goog-api-key': 'AIza-secret' });
    expect(headers).not.toHaveProperty('authorization');
    expect(vendor.requests.at(-1)?.path).not.toContain('AIza');
  });

  it('lets the database win', async () => {
    const row = { encryptedApiKey: keys.seal('sk-from-database', keyContext('openai')), baseUrl: vendor.url };
    const registry = await registryOf(
      { OPENAI_API_KEY: 'sk-from-environment', LLM_PROXY__PROVIDERS__OPENAI__BASE_URL: 'http://127.0.0.1:1' },
      row,
    );
    expect(statusOf(registry, 'openai')).toMatchObject({ keySource: 'database', baseUrl: vendor.url });
    await expect(headersTo(registry, 'openai')).resolves.toMatchObject({ authorization: 'Bearer sk-from-database' });
  });

  it('does not fall back to another key when the stored one cannot be opened', async () => {
    const moved = { encryptedApiKey: keys.seal('sk-of-another-row', keyContext('gemini')) };
    const registry = await registryOf({ OPENAI_API_KEY: 'sk-from-environment' }, moved);
    expect(registry.isConfigured('openai')).toBe(false);
    expect(statusOf(registry, 'openai')?.problem).toContain('LLM_PROXY__ENCRYPTION_KEY');
  });

  it('switches a provider off that the database switches off', async () => {
    const registry = await registryOf({ OPENAI_API_KEY: 'sk-from-environment' }, { isEnabled: false });
    expect(registry.isConfigured('openai')).toBe(false);
    expect(statusOf(registry, 'openai')?.breakerState).toBeUndefined();
  });

  it('sends no key to a provider that needs none', async () => {
    const registry = await registryOf({
      LLM_PROXY__PROVIDERS__OLLAMA__ENABLED: 'true',
      LLM_PROXY__PROVIDERS__OLLAMA__BASE_URL: vendor.url,
    });
    const headers = await headersTo(registry, 'ollama');
    expect(headers).toBeDefined();
    expect(headers).not.toHaveProperty('authorization');
  });

  it('names the variable that would configure each', async () => {
    const registry = await registryOf({});
    expect(registry.enablingVariable('openai')).toBe('OPENAI_API_KEY');
    expect(registry.enablingVariable('ollama')).toBe('LLM_PROXY__PROVIDERS__OLLAMA__ENABLED=true');
  });

  it('knows the models an operator named', async () => {
    const registry = await registryOf({ LLM_PROXY__PROVIDERS__OLLAMA__MODELS: 'llama3:8b, qwen' });
    expect(registry.namedModels('ollama')).toEqual(['llama3:8b', 'qwen']);
    expect(registry.namedModels('openai')).toEqual([]);
  });

  it('shows no key to anyone', async () => {
    const row = { providerId: 'grok', encryptedApiKey: keys.seal('xai-from-database', keyContext('grok')) };
    const registry = await registryOf({ OPENAI_API_KEY: 'sk-from-environment' }, row);
    expect(statusOf(registry, 'grok')?.isConfigured).toBe(true);
    expect(JSON.stringify(registry.list())).not.toMatch(/from-environment|from-database/);
  });

  it('stops requests to a provider by hand, tells of it, and lets them through again', async () => {
    const registry = await registryOf({ OPENAI_API_KEY: 'k', LLM_PROXY__PROVIDERS__OPENAI__BASE_URL: vendor.url });
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const seen: string[] = [];
    const stopWatching = registry.watchBreakers(({ providerId, to, isManual }) => {
      seen.push(`${providerId} ${to} ${isManual}`);
    });
    expect(registry.openBreaker('openai')).toBe(true);
    expect(registry.blockadeOf('openai', 'any')).toBe('provider_open');
    expect(statusOf(registry, 'openai')).toMatchObject({ breakerState: 'open', troubledModels: [] });
    expect(await headersTo(registry, 'openai')).toBeUndefined();
    expect(registry.closeBreaker('openai')).toBe(true);
    expect(await headersTo(registry, 'openai')).toBeDefined();
    stopWatching();
    registry.openBreaker('openai');
    expect(seen).toEqual(['openai open true', 'openai closed true']);
    expect(warned).toHaveBeenCalledWith('openai: breaker closed → open by hand');
    expect([registry.openBreaker('grok'), registry.closeBreaker('grok')]).toEqual([false, false]);
    warned.mockRestore();
  });

  it('closes its connections when the gateway stops', async () => {
    const registry = await registryOf({
      OPENAI_API_KEY: 'sk-from-environment',
      LLM_PROXY__PROVIDERS__OPENAI__BASE_URL: vendor.url,
    });
    await registry.onApplicationShutdown();
    const prepared = await registry.connection('openai')?.prepareChat(callOf(), never);
    await expect(prepared?.answer(never)).rejects.toThrow();
    expect(vendor.requests).toEqual([]);
  });
});
