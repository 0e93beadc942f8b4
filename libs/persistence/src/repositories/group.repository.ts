import { Clock } from '@app/common';
import type { Group, StoredGroup } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import type { ControlTransaction } from '../control/control-transaction';
import { deleteVersioned, updateVersioned } from '../control/versioned';
import { Database } from '../database/database';
import { GroupEntity } from '../entities/group.entity';
import { SettingEntity } from '../entities/setting.entity';
import { namedOnce } from '../errors/named-once';

const SEEDED_SETTING = 'groups.seeded';

/** Writes belong to a transaction of `ControlChanges`. */
@Injectable()
export class GroupRepository {
  constructor(
    private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In order of name. */
  async list(transaction?: ControlTransaction): Promise<StoredGroup[]> {
    const read = (manager: ControlTransaction): Promise<GroupEntity[]> =>
      manager.find(GroupEntity, { order: { name: 'ASC' } });
    const rows = await (transaction ? read(transaction) : this.database.control.run(read));
    return rows.map((row) => ({ ...row }));
  }

  /** @throws DuplicateNameError */
  async create(transaction: ControlTransaction, group: Group, managedBy: string | null = null): Promise<void> {
    const row = { ...this.row(group, false), managedBy };
    await namedOnce('group', group.name, 'groups.name', transaction.insert<ObjectLiteral>(GroupEntity, row));
  }

  /** Replaces everything an administrator edits; the version rises. @throws StaleVersionError */
  async update(
    transaction: ControlTransaction,
    { name, version, isSeeded: _, createdAt: __, ...group }: StoredGroup,
  ): Promise<void> {
    const changes = { ...group, updatedAt: this.clock.now() } as QueryDeepPartialEntity<GroupEntity>;
    await updateVersioned(transaction, GroupEntity, { name }, version, changes);
  }

  /** @throws StaleVersionError */
  async remove(
    transaction: ControlTransaction,
    { name, version }: Pick<StoredGroup, 'name' | 'version'>,
  ): Promise<void> {
    await deleteVersioned(transaction, GroupEntity, { name }, version);
  }

  /** True the first time. Later calls do nothing, so that a group which was deleted stays deleted. */
  seedOnce(groups: readonly Group[]): Promise<boolean> {
    return this.database.control.transaction(async (manager) => {
      if (await manager.existsBy(SettingEntity, { key: SEEDED_SETTING })) return false;
      const names = groups.map(({ name }) => name);
      await manager.insert(SettingEntity, { key: SEEDED_SETTING, value: names, updatedAt: this.clock.now() });
      const rows = groups.map((group) => this.row(group, true));
      // Typed as a plain object because TypeORM's own type of a value does not admit `unknown` inside `settings`.
      const insert = manager.createQueryBuilder().insert().into<ObjectLiteral>(GroupEntity).values(rows);
      await insert.orIgnore().updateEntity(false).execute();
      return true;
    });
  }

  private row(group: Group, isSeeded: boolean): GroupEntity {
    const now = this.clock.now();
    const { name, strategy, targets, logicLevel, primaryUse, settings, isEnabled } = group;
    return {
      ...{ name, strategy, targets: [...targets], logicLevel, primaryUse, settings: { ...settings }, isEnabled },
      ...{ isSeeded, version: 1, managedBy: null, createdAt: now, updatedAt: now },
    };
  }
}
