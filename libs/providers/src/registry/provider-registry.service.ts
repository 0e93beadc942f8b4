import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { KeyRing, knownSecrets } from '@app/common';
import { GATEWAY_CONFIG, providerVariables, type GatewayConfig } from '@app/config';
import { ProviderSettingsRepository } from '@app/persistence';
import { PROVIDERS } from '../adapters';
import { DIALECTS } from '../dialects/dialects';
import type { BreakerEvent } from '../resilience/breaker-event';
import type { BreakerState } from '../resilience/circuit';
import { ProviderBreakers, type Blockade } from '../resilience/provider-breakers';
import type { Capability, ProviderDescription } from '../spi/provider';
import { KeptStateService } from '../state/kept-state.service';
import { ImageFetcher } from '../transport/remote-images/image-fetcher';
import { UpstreamClient } from '../transport/upstream.client';
import { ProviderConnection } from './provider-connection';
import { limitsOf } from './provider-limits';
import { settingsOf, type KeySource, type ProviderSettings } from './provider-settings';

/** A provider as operators see it: never with its key. */
export interface ProviderStatus {
  readonly id: string;
  readonly label: string;
  readonly isConfigured: boolean;
  readonly keySource: KeySource;
  readonly baseUrl: string;
  /** The worst of the provider's own and its models'; undefined where it is not configured. */
  readonly breakerState: BreakerState | undefined;
  /** Models whose own breaker is not closed. */
  readonly troubledModels: readonly { readonly model: string; readonly state: BreakerState }[];
  readonly problem: string | undefined;
  /** The variable that would configure it. */
  readonly enabledBy: string;
}

interface Entry {
  readonly settings: ProviderSettings;
  readonly status: Omit<ProviderStatus, 'breakerState' | 'troubledModels'>;
  readonly connection: ProviderConnection | undefined;
}

/** Which providers are configured, and the connections to them: from the environment, and from the database where it says more. */
@Injectable()
export class ProviderRegistry implements OnModuleInit, OnApplicationShutdown {
  private entries: ReadonlyMap<string, Entry> = new Map();
  private readonly images: ImageFetcher;
  private readonly logger = new Logger(ProviderRegistry.name);
  private readonly watchers = new Set<(event: BreakerEvent) => void>();

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly stored: ProviderSettingsRepository,
    private readonly states: KeptStateService,
    private readonly keys: KeyRing,
  ) {
    this.images = new ImageFetcher(config.remoteImages);
  }

  async onModuleInit(): Promise<void> {
    await this.reload();
  }

  /**
   * Takes over what the database says now. A provider whose settings have changed gets new connections, and new breakers with
   * them; what is under way goes on over the old ones to its end.
   */
  async reload(): Promise<void> {
    const rows = new Map((await this.stored.all()).map((row) => [row.providerId, row]));
    const before = this.entries;
    this.entries = new Map(
      PROVIDERS.map((provider) => {
        const settings = settingsOf(provider, this.config.providers.get(provider.id), rows.get(provider.id), this.keys);
        const known = before.get(provider.id);
        return [
          provider.id,
          known && isDeepStrictEqual(known.settings, settings) ? known : this.entryOf(provider, settings),
        ];
      }),
    );
    for (const [id, { connection }] of before) if (this.connection(id) !== connection) connection?.retire();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.entries.values()].map(async ({ connection }) => connection?.close()));
    await this.images.close();
  }

  isConfigured(providerId: string): boolean {
    return this.entries.get(providerId)?.connection !== undefined;
  }

  /** Whether a provider offers an endpoint at all, configured or not. */
  supports(providerId: string, capability: Capability): boolean {
    return PROVIDERS.some(({ id, capabilities }) => id === providerId && capabilities.has(capability));
  }

  /** The variable an operator sets to configure this provider. */
  enablingVariable(providerId: string): string | undefined {
    return this.entries.get(providerId)?.status.enabledBy;
  }

  /** undefined when the provider is not configured. */
  connection(providerId: string): ProviderConnection | undefined {
    return this.entries.get(providerId)?.connection;
  }

  /** Why a model should not be asked just now; undefined when it may be. */
  blockadeOf(providerId: string, model: string): Blockade | undefined {
    return this.connection(providerId)?.breakers.blockadeOf(model);
  }

  /** Tells of every change of a breaker from now on, until the function it returns is called. */
  watchBreakers(watcher: (event: BreakerEvent) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Stops all requests to a provider until `closeBreaker`. False where it is not configured. */
  openBreaker(providerId: string): boolean {
    const connection = this.connection(providerId);
    connection?.breakers.holdOpen();
    return connection !== undefined;
  }

  /** Lets requests to a provider through again, whatever its breakers held against it. */
  closeBreaker(providerId: string): boolean {
    const connection = this.connection(providerId);
    connection?.breakers.release();
    return connection !== undefined;
  }

  /** Models the operator named for a provider beside the catalogue's. */
  namedModels(providerId: string): readonly string[] {
    return this.entries.get(providerId)?.settings.models ?? [];
  }

  list(): readonly ProviderStatus[] {
    return [...this.entries.values()].map(({ status, connection }) => ({
      ...status,
      breakerState: connection?.breakers.state,
      troubledModels: connection?.breakers.troubled ?? [],
    }));
  }

  private tell(event: BreakerEvent): void {
    const { providerId, model, from, to, isManual } = event;
    const what = `${providerId}${model === undefined ? '' : `/${model}`}: breaker ${from} → ${to}${isManual ? ' by hand' : ''}`;
    if (to === 'open') this.logger.warn(what);
    else this.logger.log(what);
    for (const watcher of this.watchers) watcher(event);
  }

  private entryOf(provider: ProviderDescription, settings: ProviderSettings): Entry {
    const { isConfigured, keySource, baseUrl, problem } = settings;
    knownSecrets.add(settings.apiKey);
    const { id, label } = provider;
    return {
      settings,
      status: { id, label, isConfigured, keySource, baseUrl, problem, enabledBy: enabledBy(provider) },
      connection: isConfigured ? this.connect(provider, settings) : undefined,
    };
  }

  private connect(provider: ProviderDescription, { baseUrl, apiKey, tuning }: ProviderSettings): ProviderConnection {
    const headers = { ...tuning.headers, ...(apiKey !== undefined && DIALECTS[provider.dialect].authHeaders(apiKey)) };
    const own = { ...this.config.providers.get(provider.id)?.limits, ...tuning.limits };
    const client = new UpstreamClient(
      provider,
      { baseUrl, apiKey, headers },
      limitsOf(provider, this.config.upstream, own),
    );
    const { maxInFlight = this.config.breaker.maxInFlight } = tuning;
    const breakers = new ProviderBreakers(
      provider.id,
      { ...this.config.breaker, ...tuning.breaker, maxInFlight },
      (event) => {
        this.tell(event);
      },
    );
    return new ProviderConnection(provider, client, breakers, { states: this.states, images: this.images });
  }
}

function enabledBy({ id, needsKey }: ProviderDescription): string {
  const { apiKey, isEnabled } = providerVariables(id);
  return needsKey ? apiKey.name : `${isEnabled.name}=true`;
}
