import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InvalidCatalogError, ModelCatalogService } from '@app/catalog';
import { InvalidRequestError, uuidV7 } from '@app/common';
import type { AuditedChange, PriceFacts, StoredPriceOverride } from '@app/contracts';
import { OverrideRepository, type ControlTransaction } from '@app/persistence';
import { CatalogOverridesService } from '../../catalog/catalog-overrides.service';
import { priceFromDraft } from '../../catalog/price-draft';
import { InvalidDocumentError } from '../declaration.errors';
import type { ChangeScope, DeclaredKind, ObjectChange, OpenKind, WantedObject } from '../declared-kind';
import type { ReadDocument } from '../document-schema';
import { audited } from './audited';

type Subject = Pick<StoredPriceOverride, 'subjectKind' | 'subject'>;
type PriceFields = Subject & { readonly price: Omit<PriceFacts, 'id' | 'isUnverified'> };

interface PriceStep {
  readonly id: string;
  readonly name: string;
  readonly before: StoredPriceOverride | undefined;
  readonly change: ObjectChange<PriceFields>;
  readonly updatedBy: string;
}

/** Prices have no name of their own: they are known by subject and label, and counted where those are the same. */
@Injectable()
export class PriceKind implements DeclaredKind<PriceFields> {
  readonly kind = 'price';
  readonly isOwned = true;

  constructor(
    private readonly repository: OverrideRepository,
    private readonly overrides: CatalogOverridesService,
    private readonly catalog: ModelCatalogService,
  ) {}

  async open(
    transaction: ControlTransaction,
    { prices }: ReadDocument,
    { actor, now }: ChangeScope,
  ): Promise<OpenKind<PriceFields>> {
    let made = 0;
    const rows = named(await this.repository.listPrices(transaction), ({ price }) => price.label);
    const wanted = prices && this.wanted(prices);
    return {
      stored: rows.map(({ name, object }) => ({ name, managedBy: object.managedBy, fields: fieldsOf(object) })),
      wanted,
      write: (name, change) => {
        const before = rows.find((row) => row.name === name)?.object;
        // Later prices win: their ids have to rise in the order of the document, within one millisecond too.
        const id = before?.id ?? uuidV7(now + rows.length + made++);
        return this.write(transaction, { id, name, before, change, updatedBy: actor.name });
      },
      finish: () => this.check(transaction),
    };
  }

  async exported(): Promise<Partial<ReadDocument>> {
    const rows = await this.repository.listPrices();
    return { prices: rows.map(fieldsOf) };
  }

  async reload(): Promise<void> {
    await this.overrides.reload();
  }

  private wanted(prices: NonNullable<ReadDocument['prices']>): WantedObject<PriceFields>[] {
    const snapshot = this.catalog.snapshot();
    const checked = prices.map((draft, index) => {
      const { subjectKind, subject } = draft;
      if (subjectKind === 'model' && !subject.endsWith('/*') && !(subject.includes('/') && snapshot.resolve(subject)))
        throw new InvalidDocumentError([
          `prices[${index}].subject: "${subject}" names no model; write provider/model.`,
        ]);
      try {
        return { subjectKind, subject, price: priceFromDraft(draft.price, 'declared') };
      } catch (error) {
        if (!(error instanceof InvalidRequestError)) throw error;
        throw new InvalidDocumentError([`prices[${index}]: ${error.message}`]);
      }
    });
    return named(checked, ({ price }) => price.label).map(({ name, object }) => ({ name, fields: fieldsOf(object) }));
  }

  private async write(
    transaction: ControlTransaction,
    { id, name, before, change, updatedBy }: PriceStep,
  ): Promise<AuditedChange> {
    if (change.action === 'remove') {
      if (before) await this.repository.removePrice(transaction, before);
    } else {
      const { subjectKind, subject, price } = change.fields;
      const key = before?.price.id ?? `${subject}#own-${randomBytes(4).toString('hex')}`;
      const facts = priceFromDraft({ ...price }, key);
      const author = { version: before?.version ?? 0, managedBy: change.managedBy, updatedBy };
      await this.repository.savePrice(transaction, { id, subjectKind, subject, price: facts, ...author });
    }
    return audited('price', name, before && { ...fieldsOf(before), managedBy: before.managedBy }, change, id);
  }

  private async check(transaction: ControlTransaction): Promise<void> {
    const prices = await this.repository.listPrices(transaction);
    const models = await this.repository.listModels(transaction);
    try {
      this.catalog.check({ models, prices });
    } catch (error) {
      if (!(error instanceof InvalidCatalogError)) throw error;
      throw new InvalidDocumentError([`prices: ${error.message}.`]);
    }
  }
}

function fieldsOf({ subjectKind, subject, price }: Subject & { readonly price: PriceFacts }): PriceFields {
  const { id: _, isUnverified: __, ...facts } = price;
  return { subjectKind, subject, price: facts };
}

function named<T extends Subject>(
  objects: readonly T[],
  labelOf: (object: T) => string,
): { readonly name: string; readonly object: T }[] {
  const seen = new Map<string, number>();
  return objects.map((object) => {
    const base = `${object.subjectKind === 'group' ? 'group ' : ''}${object.subject} "${labelOf(object)}"`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return { name: count === 1 ? base : `${base} (${count})`, object };
  });
}
