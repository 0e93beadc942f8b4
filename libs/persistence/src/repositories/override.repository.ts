import { Clock } from '@app/common';
import type {
  ModelOverride,
  OverrideHistory,
  PriceOverride,
  StoredModelOverride,
  StoredPriceOverride,
} from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ControlTransaction } from '../control/control-transaction';
import { deleteVersioned, updateVersioned } from '../control/versioned';
import { Database } from '../database/database';
import { ModelOverrideEntity } from '../entities/model-override.entity';
import { PriceOverrideEntity } from '../entities/price-override.entity';

/** Version 0 says that nothing is stored yet; the time of the change is noted here. */
type Author = Omit<OverrideHistory, 'updatedAt'>;

/** Writes belong to a transaction of `ControlChanges`. */
@Injectable()
export class OverrideRepository {
  constructor(
    private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async listModels(transaction?: ControlTransaction): Promise<StoredModelOverride[]> {
    const read = (manager: ControlTransaction): Promise<ModelOverrideEntity[]> =>
      manager.find(ModelOverrideEntity, { order: { providerId: 'ASC', model: 'ASC' } });
    const rows = await (transaction ? read(transaction) : this.database.control.run(read));
    return rows.map((row) => ({ ...row }));
  }

  /** @throws StaleVersionError */
  async saveModel(transaction: ControlTransaction, override: ModelOverride & Author): Promise<void> {
    const { providerId, model, version, ...rest } = override;
    const row = { ...rest, updatedAt: this.clock.now() };
    if (version === 0) await transaction.insert(ModelOverrideEntity, { providerId, model, version: 1, ...row });
    else await updateVersioned(transaction, ModelOverrideEntity, { providerId, model }, version, row);
  }

  /** @throws StaleVersionError */
  async removeModel(
    transaction: ControlTransaction,
    { providerId, model, version }: Pick<StoredModelOverride, 'providerId' | 'model' | 'version'>,
  ): Promise<void> {
    await deleteVersioned(transaction, ModelOverrideEntity, { providerId, model }, version);
  }

  /** Oldest first, so that a later price of the same subject can win. */
  async listPrices(transaction?: ControlTransaction): Promise<StoredPriceOverride[]> {
    const read = (manager: ControlTransaction): Promise<PriceOverrideEntity[]> =>
      manager.find(PriceOverrideEntity, { order: { createdAt: 'ASC', id: 'ASC' } });
    const rows = await (transaction ? read(transaction) : this.database.control.run(read));
    return rows.map((row) => ({ ...row }));
  }

  /** @throws StaleVersionError */
  async savePrice(transaction: ControlTransaction, override: PriceOverride & Author): Promise<void> {
    const { id, version, ...rest } = override;
    const now = this.clock.now();
    const row = { ...rest, updatedAt: now };
    if (version === 0) await transaction.insert(PriceOverrideEntity, { id, version: 1, createdAt: now, ...row });
    else await updateVersioned(transaction, PriceOverrideEntity, { id }, version, row);
  }

  /** @throws StaleVersionError */
  async removePrice(
    transaction: ControlTransaction,
    { id, version }: Pick<StoredPriceOverride, 'id' | 'version'>,
  ): Promise<void> {
    await deleteVersioned(transaction, PriceOverrideEntity, { id }, version);
  }
}
