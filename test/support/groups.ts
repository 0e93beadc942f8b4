import type { Group } from '@app/contracts';
import { GroupRepository } from '@app/persistence';
import { GroupDirectory } from '@app/routing';
import type { TestGateway } from './test-gateway';

/** Gives a running gateway a group of these targets, tried in this order. */
export async function saveGroup(gateway: TestGateway, name: string, targets: readonly string[]): Promise<void> {
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
  await gateway.get(GroupDirectory).reload();
}
