import { Injectable } from '@nestjs/common';
import { KeyRing } from '@app/common';
import type { Actor, AuditedChange, StoredProviderSettings } from '@app/contracts';
import { ControlChanges, ProviderSettingsRepository, refuseUnchangeable } from '@app/persistence';
import type { ChangeOptions } from '@app/persistence';
import { PROVIDERS } from '../adapters';
import { ModelDiscoveryService } from '../registry/model-discovery.service';
import { keyContext } from '../registry/provider-settings';
import { ProviderRegistry } from '../registry/provider-registry.service';
import { checkedChange, shownSettings, type ProviderChange } from './provider-change';
import { ProviderNotConfiguredError, ProviderNotFoundError } from './provider-not-found.error';

const CHECK_MS = 10_000;

/** Whether a provider answers with the present address and key. */
export interface ProviderCheck {
  readonly isOk: boolean;
  readonly tookMs: number;
  /** In a sentence; null when it is well. */
  readonly problem: string | null;
}

/** Changes what the database says of providers; in force at once, and without harm to what is under way. */
@Injectable()
export class ProviderSettingsService {
  constructor(
    private readonly repository: ProviderSettingsRepository,
    private readonly changes: ControlChanges,
    private readonly registry: ProviderRegistry,
    private readonly discovery: ModelDiscoveryService,
    private readonly keys: KeyRing,
  ) {}

  /** Version 0 where nothing is stored. @throws ProviderNotFoundError */
  async find(providerId: string): Promise<StoredProviderSettings> {
    return settingsIn(await this.repository.all(), providerId);
  }

  /** By provider; those of whom nothing is stored among them. */
  async list(): Promise<readonly StoredProviderSettings[]> {
    const rows = await this.repository.all();
    return PROVIDERS.map(({ id }) => settingsIn(rows, id));
  }

  /** @throws ProviderNotFoundError, InvalidRequestError, StaleVersionError */
  async update(
    actor: Actor,
    providerId: string,
    change: ProviderChange,
    options: ChangeOptions = {},
  ): Promise<StoredProviderSettings> {
    const { isEnabled, baseUrl, apiKey, tuning } = checkedChange(change);
    const sealed = typeof apiKey === 'string' ? this.sealed(providerId, apiKey) : apiKey;
    const updated = await this.changes.make(actor, async (transaction) => {
      const before = settingsIn(await this.repository.all(transaction), providerId);
      refuseUnchangeable(`Provider "${providerId}"`, { version: before.version, managedBy: null }, options);
      const after: StoredProviderSettings = {
        ...before,
        ...(isEnabled !== undefined && { isEnabled }),
        ...(baseUrl !== undefined && { baseUrl }),
        ...(sealed !== undefined && { encryptedApiKey: sealed }),
        ...(tuning && { tuning }),
      };
      await this.repository.save(transaction, after);
      const result = { ...after, version: before.version + 1 };
      return { result, audit: [entry('provider.update', before, result)] };
    });
    await this.registry.reload();
    // Its own list of models may be another one now; whoever waits for it can ask for it.
    void this.discovery.refresh();
    return updated;
  }

  /** Opens or closes a provider's breaker by hand, and notes who did. @throws ProviderNotFoundError, ProviderNotConfiguredError */
  async setBreaker(actor: Actor, providerId: string, isOpen: boolean): Promise<void> {
    this.refuseUnconfigured(providerId);
    const action = isOpen ? 'provider.breaker_open' : 'provider.breaker_close';
    await this.changes.make(actor, () =>
      Promise.resolve({
        result: undefined,
        audit: [
          { action, entity: 'provider', entityId: providerId, entityName: providerId, before: null, after: null },
        ],
      }),
    );
    if (isOpen) this.registry.openBreaker(providerId);
    else this.registry.closeBreaker(providerId);
  }

  /** Asks the provider something that costs nothing. @throws ProviderNotFoundError, ProviderNotConfiguredError */
  async check(providerId: string): Promise<ProviderCheck> {
    const connection = this.refuseUnconfigured(providerId);
    const startedMs = performance.now();
    const tookMs = (): number => Math.round(performance.now() - startedMs);
    try {
      await connection.check(AbortSignal.timeout(CHECK_MS));
      return { isOk: true, tookMs: tookMs(), problem: null };
    } catch (error) {
      return { isOk: false, tookMs: tookMs(), problem: error instanceof Error ? error.message : 'It failed.' };
    }
  }

  private refuseUnconfigured(providerId: string): NonNullable<ReturnType<ProviderRegistry['connection']>> {
    refuseUnknown(providerId);
    const connection = this.registry.connection(providerId);
    if (!connection)
      throw new ProviderNotConfiguredError(providerId, this.registry.enablingVariable(providerId) ?? 'its key');
    return connection;
  }

  private sealed(providerId: string, apiKey: string): string {
    return this.keys.seal(apiKey, keyContext(providerId));
  }
}

function refuseUnknown(providerId: string): void {
  if (!PROVIDERS.some(({ id }) => id === providerId)) throw new ProviderNotFoundError(providerId);
}

function settingsIn(rows: readonly StoredProviderSettings[], providerId: string): StoredProviderSettings {
  refuseUnknown(providerId);
  const nothing = { isEnabled: null, baseUrl: null, encryptedApiKey: null, tuning: {}, version: 0 };
  return rows.find((row) => row.providerId === providerId) ?? { providerId, ...nothing };
}

function entry(action: string, before: StoredProviderSettings, after: StoredProviderSettings): AuditedChange {
  const { providerId: entityId } = after;
  return {
    ...{ action, entity: 'provider', entityId, entityName: entityId },
    before: before.version === 0 ? null : shownSettings(before),
    after: { ...shownSettings(after), isKeyChanged: before.encryptedApiKey !== after.encryptedApiKey },
  };
}
