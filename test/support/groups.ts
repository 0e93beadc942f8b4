import { Database } from '@app/persistence';
import { GroupDirectory } from '@app/routing';
import { groupOf, replaceGroups } from './stored-groups';
import type { TestGateway } from './test-gateway';

/** Gives a running gateway groups of these targets, each tried in its order. */
export async function saveGroups(
  gateway: TestGateway,
  targetsByName: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const groups = Object.entries(targetsByName).map(([name, targets]) => groupOf(name, targets));
  await replaceGroups(gateway.get(Database), groups);
  await gateway.get(GroupDirectory).reload();
}
