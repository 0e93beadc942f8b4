import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/common';
import type { AuditEntity, AuditEntry, ConfigChangedEvent } from '@app/contracts';
import { AuditRepository } from '@app/persistence';
import { ProviderRegistry } from '@app/providers';
import { LiveFeed } from '@app/telemetry';
import { ConfigWatch } from '../routing/config-watch.service';

/** What viewers may know to have been changed; logins, users and the like are between administrators and the audit log. */
const TOLD: ReadonlySet<AuditEntity> = new Set(['client', 'provider', 'group', 'model', 'price', 'setting', 'config']);
/** More than that at once is one import, of which the newest entries tell enough. */
const MAX_AT_ONCE = 100;

/** News for the live feed that are not about requests: breakers, and changes of the configuration by whichever process. */
@Injectable()
export class LiveNews implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stops: (() => void)[] = [];
  /** Sequence number of the last entry told, or passed over. */
  private told = 0;
  private telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly feed: LiveFeed,
    private readonly registry: ProviderRegistry,
    private readonly audit: AuditRepository,
    private readonly config: ConfigWatch,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.told = (await this.audit.list({}, 1))[0]?.sequence ?? 0;
    this.stops.push(
      this.watchBreakers(),
      this.config.watch(() => this.tellSoon()),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    for (const stop of this.stops) stop();
    await this.telling;
  }

  private watchBreakers(): () => void {
    return this.registry.watchBreakers(({ providerId, model = null, from, to, isManual }) => {
      if (!this.feed.isWatched) return;
      this.feed.publish({ type: 'breaker', at: this.clock.now(), providerId, model, from, to, isManual });
    });
  }

  private tellSoon(): void {
    this.telling = this.telling
      .then(() => this.tellChanges())
      // The next change finds these entries too.
      .catch(() => undefined);
  }

  private async tellChanges(): Promise<void> {
    const entries = (await this.audit.list({}, MAX_AT_ONCE)).filter(({ sequence }) => sequence > this.told);
    this.told = entries[0]?.sequence ?? this.told;
    if (!this.feed.isWatched) return;
    for (const entry of entries.reverse()) if (TOLD.has(entry.entity)) this.feed.publish(eventOf(entry));
  }
}

function eventOf({ at, action, entity, entityName, actor }: AuditEntry): ConfigChangedEvent {
  return { type: 'config_changed', at, action, entity, name: entityName, actorName: actor.name };
}
