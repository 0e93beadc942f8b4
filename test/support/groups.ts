import type { Group } from '@app/contracts';
import { GroupRepository } from '@app/persistence';
import { GroupDirectory } from '@app/routing';
import type { TestGateway } from './test-gateway';

/** Gives a running gateway groups of these targets, each tried in its order. */
export async function saveGroups(
  gateway: TestGateway,
  targetsByName: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const [name, targets] of Object.entries(targetsByName)) {
    await gateway.get(GroupRepository).save(groupOf(name, targets));
  }
  await gateway.get(GroupDirectory).reload();
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
