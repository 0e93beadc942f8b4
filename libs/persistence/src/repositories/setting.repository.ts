import { Clock } from '@app/common';
import { Inject, Injectable } from '@nestjs/common';
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
  async get(key: string): Promise<unknown> {
    const row = await this.database.control.run((manager) => manager.findOneBy(SettingEntity, { key }));
    return row?.value;
  }

  async set(key: string, value: StorableJson): Promise<void> {
    const row = { key, value, updatedAt: this.clock.now() };
    await this.database.control.run((manager) => manager.upsert(SettingEntity, row, ['key']));
  }
}
