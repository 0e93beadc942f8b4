import type { Group, StoredGroup } from '@app/contracts';

/** A group as the repository hands it out. */
export function storedGroup(group: Group): StoredGroup {
  return { ...group, isSeeded: false, version: 1, managedBy: null, createdAt: 0, updatedAt: 0 };
}
