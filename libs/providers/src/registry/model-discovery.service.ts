import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import { PROVIDERS } from '../adapters';
import { ProviderRegistry } from './provider-registry.service';

const REFRESH_MS = 60_000;
const ASK_MS = 5_000;

/** Keeps the catalogue told of models it cannot know: those an operator names, and those a local server offers. */
@Injectable()
export class ModelDiscoveryService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ModelDiscoveryService.name);
  private timer: NodeJS.Timeout | undefined;
  private readonly failing = new Set<string>();

  constructor(
    private readonly registry: ProviderRegistry,
    private readonly catalog: ModelCatalogService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const { id } of PROVIDERS) {
      const named = this.registry.namedModels(id);
      if (this.registry.isConfigured(id) && named.length > 0) this.catalog.replaceDiscovered(id, named);
    }
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), REFRESH_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Asks every configured server that lists its own models, where the operator named none. Never throws. */
  async refresh(): Promise<void> {
    const asked = PROVIDERS.filter(
      ({ id, capabilities }) => capabilities.has('lists_models') && this.registry.namedModels(id).length === 0,
    );
    await Promise.all(asked.map(({ id }) => this.ask(id)));
  }

  private async ask(providerId: string): Promise<void> {
    const connection = this.registry.connection(providerId);
    if (!connection) return;
    try {
      this.catalog.replaceDiscovered(providerId, await connection.listModels(AbortSignal.timeout(ASK_MS)));
      this.failing.delete(providerId);
    } catch (error) {
      // Its models of before stay known; say it once, not every minute.
      if (!this.failing.has(providerId))
        this.logger.warn(
          `Cannot list the models of ${providerId}: ${error instanceof Error ? error.message : 'unknown failure'}`,
        );
      this.failing.add(providerId);
    }
  }
}
