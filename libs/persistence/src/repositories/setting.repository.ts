import { Clock } from '@app/common';
import { Inject, Injectable } from '@nestjs/common';
import type { ControlTransaction } from '../control/control-transaction';
import { Database } from '../database/database';
import { SettingEntity } from '../entities/setting.entity';

/** What a setting may hold; null would be no setting. */
export type StorableJson = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>;

@Injectable()
export class SettingRepository {
  constructor(
    private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The stored JSON value, not yet looked at; undefined when there is none. */
  async get(key: string, transaction?: ControlTransaction): Promise<unknown> {
    const read = (manager: ControlTransaction): Promise<SettingEntity | null> =>
      manager.findOneBy(SettingEntity, { key });
    const row = await (transaction ? read(transaction) : this.database.control.run(read));
    return row?.value;
  }

  async set(key: string, value: StorableJson, transaction?: ControlTransaction): Promise<void> {
    const row = { key, value, updatedAt: this.clock.now() };
    const write = (manager: ControlTransaction): Promise<unknown> => manager.upsert(SettingEntity, row, ['key']);
    await (transaction ? write(transaction) : this.database.control.run(write));
  }
}
