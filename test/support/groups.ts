import { Database } from '@app/persistence';
import { GroupDirectory } from '@app/routing';
import { groupOf, replaceGroups } from './stored-groups';

/** What is asked of a running gateway: the benchmarks use this too, and know nothing of Jest. */
interface RunningServices {
  get<T>(token: { readonly name: string; readonly prototype: T }): T;
}

/** Gives a running gateway groups of these targets, each tried in its order. */
export async function saveGroups(
  gateway: RunningServices,
  targetsByName: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const groups = Object.entries(targetsByName).map(([name, targets]) => groupOf(name, targets));
  await replaceGroups(gateway.get(Database), groups);
  await gateway.get(GroupDirectory).reload();
}
