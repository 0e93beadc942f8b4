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
    const group: Group = {
      name,
      strategy: 'fallback',
      targets,
      logicLevel: null,
      primaryUse: null,
      settings: {},
      isEnabled: true,
    };
    await gateway.get(GroupRepository).save(group);
  }
  await gateway.get(GroupDirectory).reload();
}
