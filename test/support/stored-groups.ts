import { systemClock } from '@app/common';
import type { Group } from '@app/contracts';
import { GroupRepository, type Database } from '@app/persistence';
import { writeControl } from '../../libs/persistence/src/testing/write-control';

/** Writes groups past all checks, in the place of those with their names. */
export async function replaceGroups(database: Database, groups: readonly Group[]): Promise<void> {
  const repository = new GroupRepository(database, systemClock);
  await writeControl(database, async (transaction) => {
    const stored = new Map((await repository.list(transaction)).map((group) => [group.name, group]));
    for (const group of groups) {
      const before = stored.get(group.name);
      if (before) await repository.update(transaction, { ...before, ...group });
      else await repository.create(transaction, group);
    }
  });
}

/** Targets tried in their order, unless the fields say otherwise. */
export function groupOf(name: string, targets: readonly string[], fields: Partial<Group> = {}): Group {
  return {
    name,
    strategy: 'fallback',
    targets,
    logicLevel: null,
    primaryUse: null,
    settings: {},
    isEnabled: true,
    ...fields,
  };
}
