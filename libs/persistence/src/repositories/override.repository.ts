import { Clock } from '@app/common';
import type { ModelOverride, PriceOverride } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { ModelOverrideEntity } from '../entities/model-override.entity';
import { PriceOverrideEntity } from '../entities/price-override.entity';

@Injectable()
export class OverrideRepository {
  constructor(
    private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async listModels(): Promise<ModelOverride[]> {
    const rows = await this.database.control.run((manager) =>
      manager.find(ModelOverrideEntity, { order: { providerId: 'ASC', model: 'ASC' } }),
    );
    return rows.map(({ providerId, model, isEnabled }) => ({ providerId, model, isEnabled }));
  }

  async saveModel(override: ModelOverride): Promise<void> {
    const row = { ...override, updatedAt: this.clock.now() };
    await this.database.control.run((manager) => manager.upsert(ModelOverrideEntity, row, ['providerId', 'model']));
  }

  /** Oldest first, so that a later price of the same subject can win. */
  async listPrices(): Promise<PriceOverride[]> {
    const rows = await this.database.control.run((manager) =>
      manager.find(PriceOverrideEntity, { order: { createdAt: 'ASC', id: 'ASC' } }),
    );
    return rows.map(({ id, subjectKind, subject, price }) => ({ id, subjectKind, subject, price }));
  }

  async savePrice(override: PriceOverride): Promise<void> {
    const row = { ...override, createdAt: this.clock.now() };
    await this.database.control.run((manager) => manager.upsert(PriceOverrideEntity, row, ['id']));
  }
}
