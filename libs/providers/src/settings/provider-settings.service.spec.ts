import type { ServerResponse } from 'node:http';
import { KeyRing } from '@app/common';
import { loadConfig } from '@app/config';
import { AuditRepository, ControlChanges, ProviderSettingsRepository, StaleVersionError } from '@app/persistence';
import { TESTER } from '../../../common/src/testing/actors';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { PROVIDERS } from '../adapters';
import type { ModelDiscoveryService } from '../registry/model-discovery.service';
import { ProviderRegistry } from '../registry/provider-registry.service';
import type { KeptStateService } from '../state/kept-state.service';
import { callOf } from '../testing/chat-call';
import { VendorServer } from '../testing/vendor-server';
import type { ProviderChange } from './provider-change';
import { ProviderNotConfiguredError, ProviderNotFoundError } from './provider-not-found.error';
import { ProviderSettingsService } from './provider-settings.service';

const ENCRYPTION_KEY = 'f3a1c07be25d94886b1e0d77a4c93f520118e6bd3a5f7c2490dbe8416c7a9f35';
const KEY = 'sk-a-key-of-the-vendor-0123456789';
const states: Pick<KeptStateService, 'keep' | 'find'> = {
  keep: () => undefined,
  find: () => Promise.resolve(new Map()),
};
const never = new AbortController().signal;

describe('ProviderSettingsService', () => {
  let temporary: TemporaryDatabase;
  let vendor: VendorServer;
  let registry: ProviderRegistry;
  let settings: ProviderSettingsService;
  let refreshed: number;
  let answer: (response: ServerResponse) => void;
  beforeEach(async () => {
    answer = (response) => response.end('{"data":[],"choices":[]}');
    vendor = await VendorServer.start((response) => answer(response));
    temporary = await temporaryDatabase();
    const clock = new ManualClock();
    const { config } = loadConfig(
      { LLM_PROXY__ENCRYPTION_KEY: ENCRYPTION_KEY },
      PROVIDERS.map(({ id }) => id),
    );
    const repository = new ProviderSettingsRepository(temporary.database, clock);
    const keys = KeyRing.of(Buffer.from(ENCRYPTION_KEY, 'hex'));
    registry = new ProviderRegistry(config, repository, states as KeptStateService, keys);
    await registry.onModuleInit();
    refreshed = 0;
    const discovery: Pick<ModelDiscoveryService, 'refresh'> = {
      refresh: async () => {
        refreshed++;
      },
    };
    const changes = new ControlChanges(temporary.database, clock);
    settings = new ProviderSettingsService(repository, changes, registry, discovery as ModelDiscoveryService, keys);
  });
  afterEach(async () => {
    await registry.onApplicationShutdown();
    await vendor.close();
    await temporary.remove();
  });

  const update = (change: ProviderChange, expectedVersion?: number) =>
    settings.update(TESTER, 'openai', change, { expectedVersion });
  const configure = () => update({ apiKey: KEY, baseUrl: vendor.url });
  const ask = async () =>
    (await registry.connection('openai')?.prepareChat(callOf(), never))?.answer(never).catch(() => undefined);

  it('stores a key sealed, uses it at once, and tells nobody', async () => {
    expect(registry.isConfigured('openai')).toBe(false);
    await expect(configure()).resolves.toMatchObject({ version: 1, baseUrl: vendor.url });
    expect(registry.list().find(({ id }) => id === 'openai')).toMatchObject({
      isConfigured: true,
      keySource: 'database',
    });
    await ask();
    expect(vendor.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
    const stored = await settings.find('openai');
    const entries = await new AuditRepository(temporary.database).list({}, 10);
    expect(entries).toMatchObject([{ action: 'provider.update', after: { apiKey: 'set', isKeyChanged: true } }]);
    expect(JSON.stringify([stored, entries])).not.toContain(KEY);
    expect(JSON.stringify(entries)).not.toContain(stored.encryptedApiKey);
    expect(refreshed).toBe(1);
  });

  it('changes what is named, and null goes back to the environment', async () => {
    await configure();
    const headers = { 'X-Team': 'gateway' };
    await update({ tuning: { limits: { idleMs: 1_234 }, headers } }, 1);
    await ask();
    expect(vendor.requests.at(-1)?.headers).toMatchObject({ 'x-team': 'gateway', authorization: `Bearer ${KEY}` });
    await update({ isEnabled: false });
    expect(registry.isConfigured('openai')).toBe(false);
    await update({ isEnabled: null, apiKey: null });
    expect(registry.list().find(({ id }) => id === 'openai')).toMatchObject({ isConfigured: false, keySource: 'none' });
    await expect(settings.find('openai')).resolves.toMatchObject({ version: 4, encryptedApiKey: null });
  });

  it('lets what is under way go on over the old connections', async () => {
    await configure();
    let finish: (() => void) | undefined;
    const asked = new Promise<void>((resolve) => {
      answer = (response) => {
        finish = () => response.end('{"choices":[{"index":0,"message":{"role":"assistant","content":"late"}}]}');
        resolve();
      };
    });
    const answering = ask();
    await asked;
    const before = registry.connection('openai');
    await update({ tuning: { maxInFlight: 3 } });
    expect(registry.connection('openai')).not.toBe(before);
    finish?.();
    await expect(answering).resolves.toMatchObject({ usage: undefined });
  });

  it('leaves the connections of others alone', async () => {
    await configure();
    const before = registry.connection('openai');
    await settings.update(TESTER, 'grok', { apiKey: 'xai-another-key' });
    expect(registry.connection('openai')).toBe(before);
    expect(registry.isConfigured('grok')).toBe(true);
  });

  it.each<[string, ProviderChange, string]>([
    ['an address with a user name', { baseUrl: 'http://me@host/v1' }, 'baseUrl'],
    ['an address that is none', { baseUrl: 'file:///etc/passwd' }, 'baseUrl'],
    ['a query', { baseUrl: 'http://host/v1?x=1' }, 'baseUrl'],
    ['a key with a line break', { apiKey: 'a\nb' }, 'apiKey'],
    ['a sample key', { apiKey: 'sk-...' }, 'apiKey'],
    ['an empty key', { apiKey: '' }, 'apiKey'],
    ['a header of our own', { tuning: { headers: { Authorization: 'x' } } }, 'tuning.headers'],
    ['a header with a line break', { tuning: { headers: { 'x-a': 'b\r\nc: d' } } }, 'tuning.headers'],
    ['a header that is no name', { tuning: { headers: { 'x a': 'b' } } }, 'tuning.headers'],
  ])('refuses %s, and writes nothing', async (_, change, param) => {
    await expect(update(change)).rejects.toMatchObject({ httpStatus: 400, param });
    await expect(settings.find('openai')).resolves.toMatchObject({ version: 0 });
  });

  it('refuses what somebody else has changed meanwhile, and providers there are not', async () => {
    await configure();
    await expect(update({ isEnabled: false }, 0)).rejects.toBeInstanceOf(StaleVersionError);
    await expect(settings.update(TESTER, 'acme', {})).rejects.toBeInstanceOf(ProviderNotFoundError);
    expect(registry.isConfigured('openai')).toBe(true);
  });

  it('opens and closes a breaker by hand, and notes who did', async () => {
    await expect(settings.setBreaker(TESTER, 'openai', true)).rejects.toBeInstanceOf(ProviderNotConfiguredError);
    await configure();
    await settings.setBreaker(TESTER, 'openai', true);
    expect(registry.connection('openai')?.breakers.state).toBe('open');
    await settings.setBreaker(TESTER, 'openai', false);
    expect(registry.connection('openai')?.breakers.state).toBe('closed');
    const entries = await new AuditRepository(temporary.database).list({}, 2);
    expect(entries.map(({ action }) => action)).toEqual(['provider.breaker_close', 'provider.breaker_open']);
  });

  it('checks address and key with a question that costs nothing', async () => {
    await configure();
    await expect(settings.check('openai')).resolves.toMatchObject({ isOk: true, problem: null });
    expect(vendor.requests.at(-1)).toMatchObject({ method: 'GET', path: '/models' });
    answer = (response) => response.writeHead(401).end('{"error":{"message":"bad key"}}');
    const check = await settings.check('openai');
    expect(check).toMatchObject({ isOk: false, problem: expect.stringContaining('openai') as string });
    expect(registry.connection('openai')?.breakers.state).toBe('closed');
  });
});
