import { Clock } from '@app/common';
import type { Group } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager, InsertQueryBuilder, ObjectLiteral } from 'typeorm';
import { Database } from '../database/database';
import { GroupEntity } from '../entities/group.entity';
import { SettingEntity } from '../entities/setting.entity';

const SEEDED_SETTING = 'groups.seeded';
/** Everything an administrator edits: not the name, not where the group came from. */
const EDITABLE_COLUMNS = [
  'strategy',
  'targets',
  'logic_level',
  'primary_use',
  'settings',
  'is_enabled',
  'updated_at',
] as const;

@Injectable()
export class GroupRepository {
  constructor(
    private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In order of name. */
  async list(): Promise<Group[]> {
    const rows = await this.database.control.run((manager) => manager.find(GroupEntity, { order: { name: 'ASC' } }));
    return rows.map(toGroup);
  }

  /** Creates the group or replaces the one of that name. */
  save(group: Group): Promise<void> {
    return this.saveAll([group]);
  }

  /** All in one statement, so that none is seen without the others. */
  async saveAll(groups: readonly Group[]): Promise<void> {
    await this.database.control.run((manager) =>
      insertInto(
        manager,
        groups.map((group) => this.row(group, false)),
      )
        .orUpdate([...EDITABLE_COLUMNS], ['name'])
        .updateEntity(false)
        .execute(),
    );
  }

  /** False when there was none. */
  async remove(name: string): Promise<boolean> {
    const result = await this.database.control.run((manager) => manager.delete(GroupEntity, { name }));
    return result.affected === 1;
  }

  /** True the first time. Later calls do nothing, so that a group which was deleted stays deleted. */
  seedOnce(groups: readonly Group[]): Promise<boolean> {
    return this.database.control.transaction(async (manager) => {
      if (await manager.existsBy(SettingEntity, { key: SEEDED_SETTING })) return false;
      const names = groups.map(({ name }) => name);
      await manager.insert(SettingEntity, { key: SEEDED_SETTING, value: names, updatedAt: this.clock.now() });
      const rows = groups.map((group) => this.row(group, true));
      await insertInto(manager, rows).orIgnore().updateEntity(false).execute();
      return true;
    });
  }

  private row(group: Group, isSeeded: boolean): GroupEntity {
    const now = this.clock.now();
    return { ...group, targets: [...group.targets], isSeeded, createdAt: now, updatedAt: now };
  }
}

function toGroup({ name, strategy, targets, logicLevel, primaryUse, settings, isEnabled }: GroupEntity): Group {
  return { name, strategy, targets, logicLevel, primaryUse, settings, isEnabled };
}

/** Typed as a plain object because TypeORM's own type of a value does not admit `unknown` inside `settings`. */
function insertInto(manager: EntityManager, rows: GroupEntity[]): InsertQueryBuilder<ObjectLiteral> {
  return manager.createQueryBuilder().insert().into<ObjectLiteral>(GroupEntity).values(rows);
}
