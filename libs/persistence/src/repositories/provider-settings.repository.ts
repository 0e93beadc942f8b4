import { Clock } from '@app/common';
import type { StoredProviderSettings } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ControlTransaction } from '../control/control-transaction';
import { updateVersioned } from '../control/versioned';
import { Database } from '../database/database';
import { ProviderEntity } from '../entities/provider.entity';

/** Writes belong to a transaction of `ControlChanges`. */
@Injectable()
export class ProviderSettingsRepository {
  constructor(
    private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async all(transaction?: ControlTransaction): Promise<StoredProviderSettings[]> {
    const read = (manager: ControlTransaction): Promise<ProviderEntity[]> =>
      manager.find(ProviderEntity, { order: { id: 'ASC' } });
    const rows = await (transaction ? read(transaction) : this.database.control.run(read));
    return rows.map(({ id, updatedAt: _, ...settings }) => ({ providerId: id, ...settings }));
  }

  /** Version 0 says that nothing is stored yet. @throws StaleVersionError */
  async save(
    transaction: ControlTransaction,
    { providerId: id, version, ...settings }: StoredProviderSettings,
  ): Promise<void> {
    const row = { ...settings, updatedAt: this.clock.now() };
    if (version === 0) await transaction.insert(ProviderEntity, { id, version: 1, ...row });
    else await updateVersioned(transaction, ProviderEntity, { id }, version, row);
  }
}
