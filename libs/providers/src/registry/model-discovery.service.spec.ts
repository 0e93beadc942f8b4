import { ModelCatalogService } from '@app/catalog';
import { Logger } from '@nestjs/common';
import { PROVIDERS } from '../adapters';
import { ModelDiscoveryService } from './model-discovery.service';
import type { ProviderConnection } from './provider-connection';
import type { ProviderRegistry } from './provider-registry.service';

const MINUTE_MS = 60_000;

type AskedOfRegistry = Pick<ProviderRegistry, 'namedModels' | 'isConfigured' | 'connection'>;

/** A registry of one local server, which answers as the spec says. */
class LocalServer implements AskedOfRegistry {
  asked = 0;
  isOn = true;
  named: Readonly<Record<string, readonly string[]>> = {};
  answer: () => Promise<string[]> = () => Promise.resolve([]);

  isConfigured(providerId: string): boolean {
    return this.isOn && providerId === 'ollama';
  }

  namedModels(providerId: string): readonly string[] {
    return this.named[providerId] ?? [];
  }

  connection(providerId: string): ProviderConnection | undefined {
    if (!this.isConfigured(providerId)) return undefined;
    const connection: Pick<ProviderConnection, 'listModels'> = {
      listModels: () => {
        this.asked++;
        return this.answer();
      },
    };
    return connection as ProviderConnection;
  }
}

describe('ModelDiscoveryService', () => {
  let local: LocalServer;
  let catalog: ModelCatalogService;
  let discovery: ModelDiscoveryService;
  let warned: jest.SpyInstance;
  beforeEach(() => {
    jest.useFakeTimers();
    warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    local = new LocalServer();
    catalog = new ModelCatalogService({ facts: [], providers: PROVIDERS });
    const registry: AskedOfRegistry = local;
    discovery = new ModelDiscoveryService(registry as ProviderRegistry, catalog);
  });
  afterEach(() => {
    discovery.onApplicationShutdown();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const names = (): string[] =>
    catalog
      .snapshot()
      .all()
      .map(({ name }) => name);
  const offers = (...models: string[]): void => {
    local.answer = () => Promise.resolve(models);
  };
  const fails = (message: string): void => {
    local.answer = () => Promise.reject(new Error(message));
  };

  it('asks a configured server for its models at start', async () => {
    offers('llama3:8b', 'qwen');
    await discovery.onApplicationBootstrap();
    expect(names()).toEqual(['llama3:8b', 'qwen']);
    expect(catalog.snapshot().resolve('qwen')).toMatchObject({ providerId: 'ollama', name: 'qwen' });
  });

  it('asks again every minute, until the gateway stops', async () => {
    await discovery.onApplicationBootstrap();
    offers('new');
    await jest.advanceTimersByTimeAsync(MINUTE_MS - 1);
    expect(names()).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(names()).toEqual(['new']);
    discovery.onApplicationShutdown();
    await jest.advanceTimersByTimeAsync(10 * MINUTE_MS);
    expect(local.asked).toBe(2);
  });

  it("takes the operator's word instead of asking", async () => {
    local.named = { ollama: ['mine'] };
    offers('other');
    await discovery.onApplicationBootstrap();
    await discovery.refresh();
    expect(names()).toEqual(['mine']);
    expect(local.asked).toBe(0);
  });

  it('leaves a server alone that is not configured, named models or not', async () => {
    local.isOn = false;
    offers('other');
    await discovery.onApplicationBootstrap();
    local.named = { ollama: ['mine'] };
    await discovery.onApplicationBootstrap();
    expect(names()).toEqual([]);
    expect(local.asked).toBe(0);
  });

  it('forgets models that the server no longer has', async () => {
    offers('a', 'b');
    await discovery.refresh();
    offers('b');
    await discovery.refresh();
    expect(names()).toEqual(['b']);
  });

  it('keeps what it knew while the server fails, and says so once', async () => {
    offers('a');
    await discovery.refresh();
    fails('away for lunch');
    for (let i = 0; i < 3; i++) await discovery.refresh();
    expect(names()).toEqual(['a']);
    expect(warned.mock.calls).toEqual([['Cannot list the models of ollama: away for lunch']]);
  });

  it('says so again after the server had recovered', async () => {
    fails('down');
    await discovery.refresh();
    offers('a');
    await discovery.refresh();
    fails('down again');
    await discovery.refresh();
    expect(warned).toHaveBeenCalledTimes(2);
  });

  it('does not keep the gateway from starting', async () => {
    fails('down');
    await expect(discovery.onApplicationBootstrap()).resolves.toBeUndefined();
  });
});
