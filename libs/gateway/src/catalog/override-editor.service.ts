import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InvalidCatalogError, ModelCatalogService } from '@app/catalog';
import { Clock, InvalidRequestError, NotFoundError, uuidV7 } from '@app/common';
import type { Actor, AuditedChange, PriceOverride, StoredModelOverride, StoredPriceOverride } from '@app/contracts';
import { ControlChanges, OverrideRepository, refuseUnchangeable } from '@app/persistence';
import type { ChangeOptions, ControlTransaction } from '@app/persistence';
import { CatalogOverridesService } from './catalog-overrides.service';
import { priceFromDraft } from './price-draft';
import { priceEntry } from './price-entry';

const HISTORY = { managedBy: null, updatedAt: 0 };

/** A price as an administrator writes it. */
export interface PriceDraft {
  readonly subjectKind: 'model' | 'group';
  /** `provider/model`, or the name of a group. */
  readonly subject: string;
  /** As `PriceFacts`, without its id; dates may stand for instants. */
  readonly price: Readonly<Record<string, unknown>>;
}

/** Changes what the database says of models and prices; what the catalogue could not be built from is refused. In force at once. */
@Injectable()
export class OverrideEditor {
  constructor(
    private readonly repository: OverrideRepository,
    private readonly changes: ControlChanges,
    private readonly catalog: ModelCatalogService,
    private readonly overrides: CatalogOverridesService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  listModels(): Promise<readonly StoredModelOverride[]> {
    return this.repository.listModels();
  }

  /** Oldest first. */
  listPrices(): Promise<readonly StoredPriceOverride[]> {
    return this.repository.listPrices();
  }

  /** @throws NotFoundError */
  async findPrice(id: string): Promise<StoredPriceOverride> {
    return priceAmong(await this.repository.listPrices(), id);
  }

  /** null: as the catalogue has it. @throws NotFoundError, StaleVersionError, ManagedByFileError */
  async setEnabled(
    actor: Actor,
    { providerId, model }: Pick<StoredModelOverride, 'providerId' | 'model'>,
    isEnabled: boolean | null,
    options: ChangeOptions = {},
  ): Promise<StoredModelOverride> {
    this.refuseUnknown(`${providerId}/${model}`);
    const changed = await this.changes.make(actor, async (transaction) => {
      const stored = await this.repository.listModels(transaction);
      const before = stored.find((row) => row.providerId === providerId && row.model === model);
      const seen = before ?? { ...HISTORY, providerId, model, isEnabled: null, version: 0, updatedBy: '' };
      refuseUnchangeable(`Model "${providerId}/${model}"`, seen, options);
      const managedBy = options.fromFile ?? seen.managedBy;
      const after = { ...seen, isEnabled, managedBy, updatedBy: actor.name };
      await this.repository.saveModel(transaction, after);
      const result = { ...after, version: seen.version + 1, updatedAt: this.clock.now() };
      return { result, audit: [modelEntry(before, result)] };
    });
    await this.overrides.reload();
    return changed;
  }

  /** @throws InvalidRequestError, NotFoundError */
  async addPrice(actor: Actor, draft: PriceDraft, fromFile: string | null = null): Promise<StoredPriceOverride> {
    const { subjectKind, subject } = draft;
    if (subjectKind === 'model') this.refuseUnknown(subject);
    const now = this.clock.now();
    const price = priceFromDraft(draft.price, `${subject}#own-${randomBytes(4).toString('hex')}`);
    const override = { id: uuidV7(now), subjectKind, subject, price };
    const author = { version: 0, managedBy: fromFile, updatedBy: actor.name };
    await this.changes.make(actor, async (transaction) => {
      await this.checkWith(transaction, override);
      await this.repository.savePrice(transaction, { ...override, ...author });
      return { result: undefined, audit: [priceEntry('price.create', null, override)] };
    });
    await this.overrides.reload();
    return { ...override, ...author, version: 1, createdAt: now, updatedAt: now };
  }

  /** @throws NotFoundError, InvalidRequestError, StaleVersionError, ManagedByFileError */
  async changePrice(
    actor: Actor,
    id: string,
    draft: PriceDraft['price'],
    options: ChangeOptions = {},
  ): Promise<StoredPriceOverride> {
    const changed = await this.changes.make(actor, async (transaction) => {
      const before = priceAmong(await this.repository.listPrices(transaction), id);
      refuseUnchangeable(`The price of "${before.subject}"`, before, options);
      const after = { ...before, price: priceFromDraft(draft, before.price.id), updatedBy: actor.name };
      await this.checkWith(transaction, after);
      await this.repository.savePrice(transaction, after);
      const result = { ...after, version: before.version + 1, updatedAt: this.clock.now() };
      return { result, audit: [priceEntry('price.update', before, result)] };
    });
    await this.overrides.reload();
    return changed;
  }

  /** What was booked at it stays as it is. @throws NotFoundError, StaleVersionError, ManagedByFileError */
  async removePrice(actor: Actor, id: string, options: ChangeOptions = {}): Promise<void> {
    await this.changes.make(actor, async (transaction) => {
      const before = priceAmong(await this.repository.listPrices(transaction), id);
      refuseUnchangeable(`The price of "${before.subject}"`, before, options);
      await this.repository.removePrice(transaction, before);
      return { result: undefined, audit: [priceEntry('price.remove', before, null)] };
    });
    await this.overrides.reload();
  }

  /** @throws InvalidRequestError where no catalogue could be built with this price in it */
  private async checkWith(transaction: ControlTransaction, override: PriceOverride): Promise<void> {
    const prices = (await this.repository.listPrices(transaction)).filter(({ id }) => id !== override.id);
    const models = await this.repository.listModels(transaction);
    try {
      this.catalog.check({ models, prices: [...prices, override] });
    } catch (error) {
      if (!(error instanceof InvalidCatalogError)) throw error;
      throw new InvalidRequestError(`${error.message}.`, 'price', 'invalid_price', { cause: error });
    }
  }

  private refuseUnknown(subject: string): void {
    const reference = subject.includes('/') ? this.catalog.snapshot().resolve(subject) : undefined;
    const isWildcard = subject.endsWith('/*');
    if (!reference && !isWildcard)
      throw new NotFoundError(
        `"${subject.slice(0, 200)}" names no model of a provider; write it as provider/model.`,
        'model_not_found',
      );
  }
}

function priceAmong(prices: readonly StoredPriceOverride[], id: string): StoredPriceOverride {
  const price = prices.find((row) => row.id === id);
  if (!price) throw new NotFoundError('There is no such price, or not any more.', 'price_not_found');
  return price;
}

function modelEntry(before: StoredModelOverride | undefined, after: StoredModelOverride): AuditedChange {
  const entityId = `${after.providerId}/${after.model}`;
  return {
    ...{ action: 'model.update', entity: 'model', entityId, entityName: entityId },
    before: before ? { isEnabled: before.isEnabled } : null,
    after: { isEnabled: after.isEnabled },
  };
}
