import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { SecretBox } from '@app/common';
import { GATEWAY_CONFIG, encryptionKeyOf, providerVariables, type GatewayConfig } from '@app/config';
import { ProviderSettingsRepository } from '@app/persistence';
import { PROVIDERS } from '../adapters';
import { DIALECTS } from '../dialects/dialects';
import { ProviderBreaker } from '../resilience/provider-breaker';
import type { Capability, ProviderDescription } from '../spi/provider';
import { KeptStateService } from '../state/kept-state.service';
import { ImageFetcher } from '../transport/remote-images/image-fetcher';
import { UpstreamClient } from '../transport/upstream.client';
import { ProviderConnection } from './provider-connection';
import { settingsOf, type KeySource } from './provider-settings';

/** A provider as operators see it: never with its key. */
export interface ProviderStatus {
  readonly id: string;
  readonly label: string;
  readonly isConfigured: boolean;
  readonly keySource: KeySource;
  readonly baseUrl: string;
  readonly breakerState: 'closed' | 'open' | 'half-open' | undefined;
  readonly problem: string | undefined;
  /** The variable that would configure it. */
  readonly enabledBy: string;
}

interface Entry {
  readonly status: Omit<ProviderStatus, 'breakerState'>;
  readonly models: readonly string[];
  readonly connection: ProviderConnection | undefined;
}

/** Which providers are configured, and the connections to them. Read once at start, from environment and database. */
@Injectable()
export class ProviderRegistry implements OnModuleInit, OnApplicationShutdown {
  private entries: ReadonlyMap<string, Entry> = new Map();
  private readonly images: ImageFetcher;

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
  blockadeOf(providerId: string, _model: string): 'provider_open' | undefined {
    return this.connection(providerId)?.breakerState === 'open' ? 'provider_open' : undefined;
  }

  /** Models the operator named for a provider beside the catalogue's. */
  namedModels(providerId: string): readonly string[] {
    return this.entries.get(providerId)?.models ?? [];
  }

  list(): readonly ProviderStatus[] {
    return [...this.entries.values()].map(({ status, connection }) => ({
      ...status,
      breakerState: connection?.breakerState,
    }));
  }

  private connect(provider: ProviderDescription, baseUrl: string, apiKey: string | undefined): ProviderConnection {
    const headers = apiKey === undefined ? {} : DIALECTS[provider.dialect].authHeaders(apiKey);
    const client = new UpstreamClient(provider, { baseUrl, apiKey, headers }, this.config.upstream);
    return new ProviderConnection(provider, client, new ProviderBreaker(provider.id, this.config.breaker), {
      states: this.states,
      images: this.images,
    });
  }
}

function enabledBy({ id, needsKey }: ProviderDescription): string {
  const { apiKey, isEnabled } = providerVariables(id);
  return needsKey ? apiKey.name : `${isEnabled.name}=true`;
}
