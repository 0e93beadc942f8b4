import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import { SecretBox } from '@app/common';
import { GATEWAY_CONFIG, encryptionKeyOf, providerVariables, type GatewayConfig } from '@app/config';
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
import { settingsOf, type KeySource } from './provider-settings';

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
  readonly status: Omit<ProviderStatus, 'breakerState' | 'troubledModels'>;
  readonly models: readonly string[];
  readonly connection: ProviderConnection | undefined;
}

/** Which providers are configured, and the connections to them. Read once at start, from environment and database. */
@Injectable()
export class ProviderRegistry implements OnModuleInit, OnApplicationShutdown {
  private entries: ReadonlyMap<string, Entry> = new Map();
  private readonly images: ImageFetcher;
  private readonly logger = new Logger(ProviderRegistry.name);
  // Many may watch and none need: the one place beside the live feed where events have no single reader.
  private readonly changes = new Subject<BreakerEvent>();
  /** Every change of a breaker, from now on. */
  readonly breakerEvents$: Observable<BreakerEvent> = this.changes.asObservable();

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly stored: ProviderSettingsRepository,
    private readonly states: KeptStateService,
  ) {
    this.images = new ImageFetcher(config.remoteImages);
  }

  async onModuleInit(): Promise<void> {
    const box = new SecretBox(encryptionKeyOf(this.config));
    const rows = new Map((await this.stored.all()).map((row) => [row.providerId, row]));
    this.entries = new Map(
      PROVIDERS.map((provider) => {
        const settings = settingsOf(provider, this.config.providers.get(provider.id), rows.get(provider.id), box);
        const { isConfigured, keySource, baseUrl, problem } = settings;
        const status = {
          id: provider.id,
          label: provider.label,
          isConfigured,
          keySource,
          baseUrl,
          problem,
          enabledBy: enabledBy(provider),
        };
        const connection = isConfigured ? this.connect(provider, baseUrl, settings.apiKey) : undefined;
        return [provider.id, { status, models: settings.models, connection }];
      }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.entries.values()].map(async ({ connection }) => connection?.close()));
    await this.images.close();
    this.changes.complete();
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
    return this.entries.get(providerId)?.models ?? [];
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
    this.changes.next(event);
  }

  private connect(provider: ProviderDescription, baseUrl: string, apiKey: string | undefined): ProviderConnection {
    const headers = apiKey === undefined ? {} : DIALECTS[provider.dialect].authHeaders(apiKey);
    const limits = limitsOf(provider, this.config.upstream, this.config.providers.get(provider.id)?.limits);
    const client = new UpstreamClient(provider, { baseUrl, apiKey, headers }, limits);
    const breakers = new ProviderBreakers(provider.id, this.config.breaker, (event) => {
      this.tell(event);
    });
    return new ProviderConnection(provider, client, breakers, { states: this.states, images: this.images });
  }
}

function enabledBy({ id, needsKey }: ProviderDescription): string {
  const { apiKey, isEnabled } = providerVariables(id);
  return needsKey ? apiKey.name : `${isEnabled.name}=true`;
}
