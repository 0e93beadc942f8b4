import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ControlChanges } from '@app/persistence';
import { ProviderRegistry } from '@app/providers';
import { GroupDirectory } from '@app/routing';
import { SettingsEditor } from '../settings/settings-editor.service';
import { CatalogOverridesService } from '../catalog/catalog-overrides.service';

/** Changes by other processes (the command line, another replica) are in force within this. */
const LOOK_EVERY_MS = 500;

/** Takes over what another process changed. While the database cannot be read, what is known stays in force. */
@Injectable()
export class ConfigWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ConfigWatch.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private isBlind = false;
  private readonly watchers = new Set<() => void>();
  /** What was read at the start may be older than the first version seen. */
  private seen: number | undefined;

  constructor(
    private readonly changes: ControlChanges,
    private readonly groups: GroupDirectory,
    private readonly overrides: CatalogOverridesService,
    private readonly providers: ProviderRegistry,
    private readonly settings: SettingsEditor,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.looking ??= this.look();
    }, LOOK_EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Calls back after each change, whoever made it, until the returned function is called. The watcher must not throw. */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => {
      this.watchers.delete(watcher);
    };
  }

  private async look(): Promise<void> {
    try {
      const version = await this.changes.version();
      if (version !== this.seen) {
        await this.overrides.reload();
        await this.providers.reload();
        await this.groups.reload();
        await this.settings.reload();
        const isFirst = this.seen === undefined;
        this.seen = version;
        if (!isFirst) for (const watcher of this.watchers) watcher();
      }
      this.isBlind = false;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.isBlind) this.logger.warn(`The configuration cannot be read; what is known stays in force: ${reason}`);
      this.isBlind = true;
    } finally {
      this.looking = undefined;
    }
  }
}
