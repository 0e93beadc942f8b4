import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '@app/common';
import type { AuditedChange, ProviderTuning, StoredProviderSettings } from '@app/contracts';
import { ProviderSettingsRepository, type ControlTransaction } from '@app/persistence';
import { checkedChange, ProviderRegistry, PROVIDERS } from '@app/providers';
import { InvalidDocumentError } from '../declaration.errors';
import type { ChangeScope, DeclaredKind, ObjectChange, OpenKind } from '../declared-kind';
import type { ReadDocument } from '../document-schema';
import { audited } from './audited';

type DeclaredProviders = NonNullable<ReadDocument['providers']>;

/** What is stored of providers, but for their keys, which stay as they are. */
@Injectable()
export class ProviderKind implements DeclaredKind {
  readonly kind = 'provider';
  readonly isOwned = false;

  constructor(
    private readonly repository: ProviderSettingsRepository,
    private readonly registry: ProviderRegistry,
  ) {}

  async open(transaction: ControlTransaction, { providers }: ReadDocument, _: ChangeScope): Promise<OpenKind> {
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
  }

  private async write(
    transaction: ControlTransaction,
    rows: readonly StoredProviderSettings[],
    providerId: string,
    change: ObjectChange,
  ): Promise<AuditedChange> {
    const before = rows.find((row) => row.providerId === providerId);
    const base = before ?? { providerId, encryptedApiKey: null, version: 0 };
    if (change.action === 'save') {
      const wanted = change.fields as { isEnabled: boolean | null; baseUrl: string | null; tuning: ProviderTuning };
      await this.repository.save(transaction, { ...base, ...wanted });
    }
    return audited('provider', providerId, before && shown(before), change);
  }
}

function shown({ isEnabled, baseUrl, tuning }: StoredProviderSettings) {
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
