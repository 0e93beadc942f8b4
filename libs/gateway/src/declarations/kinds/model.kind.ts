import { Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import type { AuditedChange, StoredModelOverride } from '@app/contracts';
import { OverrideRepository, type ControlTransaction } from '@app/persistence';
import { CatalogOverridesService } from '../../catalog/catalog-overrides.service';
import { InvalidDocumentError } from '../declaration.errors';
import type { ChangeScope, DeclaredKind, ObjectChange, OpenKind } from '../declared-kind';
import type { ReadDocument } from '../document-schema';
import { audited } from './audited';

const idOf = ({ providerId, model }: Pick<StoredModelOverride, 'providerId' | 'model'>): string =>
  `${providerId}/${model}`;

type ModelFields = Pick<StoredModelOverride, 'isEnabled'>;

/** Models that are switched on or off. */
@Injectable()
export class ModelKind implements DeclaredKind<ModelFields> {
  readonly kind = 'model';
  readonly isOwned = true;

  constructor(
    private readonly repository: OverrideRepository,
    private readonly overrides: CatalogOverridesService,
    private readonly catalog: ModelCatalogService,
  ) {}

  async open(
    transaction: ControlTransaction,
    { models }: ReadDocument,
    { actor }: ChangeScope,
  ): Promise<OpenKind<ModelFields>> {
    const rows = await this.repository.listModels(transaction);
    if (models) this.refuseUnknown(models);
    return {
      stored: rows.map((row) => ({ name: idOf(row), managedBy: row.managedBy, fields: { isEnabled: row.isEnabled } })),
      wanted: models?.map(({ id, isEnabled }) => ({ name: id, fields: { isEnabled } })),
      write: (name, change) => this.write(transaction, rows, name, change, actor.name),
    };
  }

  async exported(): Promise<Partial<ReadDocument>> {
    const rows = await this.repository.listModels();
    return { models: rows.map((row) => ({ id: idOf(row), isEnabled: row.isEnabled })) };
  }

  async reload(): Promise<void> {
    await this.overrides.reload();
  }

  private async write(
    transaction: ControlTransaction,
    rows: readonly StoredModelOverride[],
    name: string,
    change: ObjectChange<ModelFields>,
    updatedBy: string,
  ): Promise<AuditedChange> {
    const before = rows.find((row) => idOf(row) === name);
    const [providerId = ''] = name.split('/', 1);
    const model = name.slice(providerId.length + 1);
    if (change.action !== 'remove') {
      const { isEnabled } = change.fields;
      const { managedBy } = change;
      const version = before?.version ?? 0;
      await this.repository.saveModel(transaction, { providerId, model, isEnabled, managedBy, version, updatedBy });
    } else if (before) await this.repository.removeModel(transaction, before);
    return audited('model', name, before && { isEnabled: before.isEnabled, managedBy: before.managedBy }, change);
  }

  private refuseUnknown(models: NonNullable<ReadDocument['models']>): void {
    const snapshot = this.catalog.snapshot();
    const problems = models.flatMap(({ id }, index) =>
      id.endsWith('/*') || snapshot.resolve(id) ? [] : [`models[${index}].id: "${id}" names no model of a provider.`],
    );
    if (problems.length > 0) throw new InvalidDocumentError(problems);
  }
}
