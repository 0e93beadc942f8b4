import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '@app/common';
import type { AuditedChange, StoredProviderSettings } from '@app/contracts';
import { ProviderSettingsRepository, type ControlTransaction } from '@app/persistence';
import { checkedChange, ModelDiscoveryService, ProviderRegistry, PROVIDERS, shownSettings } from '@app/providers';
import { InvalidDocumentError } from '../declaration.errors';
import type { ChangeScope, DeclaredKind, ObjectChange, OpenKind } from '../declared-kind';
import type { ReadDocument } from '../document-schema';
import { verbOf } from './audited';

type ProviderFields = Pick<StoredProviderSettings, 'isEnabled' | 'baseUrl' | 'tuning'>;
type DeclaredProviders = NonNullable<ReadDocument['providers']>;

/** What is stored of providers, but for their keys, which stay as they are. */
@Injectable()
export class ProviderKind implements DeclaredKind<ProviderFields> {
  readonly kind = 'provider';
  readonly isOwned = false;

  constructor(
    private readonly repository: ProviderSettingsRepository,
    private readonly registry: ProviderRegistry,
    private readonly discovery: ModelDiscoveryService,
  ) {}

  async open(
    transaction: ControlTransaction,
    { providers }: ReadDocument,
    _: ChangeScope,
  ): Promise<OpenKind<ProviderFields>> {
    const rows = await this.repository.all(transaction);
    return {
      stored: rows.map((row) => ({ name: row.providerId, managedBy: null, fields: shown(row) })),
      wanted: providers && checked(providers).map(({ id, ...fields }) => ({ name: id, fields })),
      write: (name, change) => this.write(transaction, rows, name, change),
    };
  }

  async exported(): Promise<Partial<ReadDocument>> {
    const rows = await this.repository.all();
    return { providers: rows.map((row) => ({ id: row.providerId, ...shown(row) })) };
  }

  async reload(): Promise<void> {
    await this.registry.reload();
    // Their own lists of models may be others now; whoever waits for them can ask for them.
    void this.discovery.refresh();
  }

  private async write(
    transaction: ControlTransaction,
    rows: readonly StoredProviderSettings[],
    providerId: string,
    change: ObjectChange<ProviderFields>,
  ): Promise<AuditedChange> {
    const before = rows.find((row) => row.providerId === providerId);
    const nothing = { providerId, encryptedApiKey: null, isEnabled: null, baseUrl: null, tuning: {}, version: 0 };
    const base = before ?? nothing;
    // Nobody owns providers, so none is ever removed.
    const wanted = change.action === 'remove' ? base : { ...base, ...change.fields };
    await this.repository.save(transaction, wanted);
    const action = `provider.${verbOf(base, change)}`;
    return {
      ...{ action, entity: 'provider', entityId: providerId, entityName: providerId },
      before: before ? shownSettings(before) : null,
      after: { ...shownSettings({ ...wanted, version: base.version + 1 }), isKeyChanged: false },
    };
  }
}

function shown({ isEnabled, baseUrl, tuning }: StoredProviderSettings): ProviderFields {
  return { isEnabled, baseUrl, tuning };
}

function checked(providers: DeclaredProviders) {
  return providers.map(({ id, ...fields }, index) => {
    if (!PROVIDERS.some((provider) => provider.id === id))
      throw new InvalidDocumentError([`providers[${index}].id: there is no provider "${id}".`]);
    try {
      checkedChange({ isEnabled: fields.isEnabled, baseUrl: fields.baseUrl, tuning: fields.tuning });
      return { id, ...fields };
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      throw new InvalidDocumentError([`providers[${index}].${error.param ?? ''}: ${error.message}`]);
    }
  });
}
