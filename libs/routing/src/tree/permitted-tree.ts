import type { DroppedTarget } from '@app/contracts';
import type { GroupSnapshot } from '../groups/compiled-group';
import type { Route } from '../route';
import type { LiveGroup, LiveTarget } from './live-tree';

/** Whether a client may ask for a name: of a group, of a model, or `provider/model`. */
export type Permits = (name: string) => boolean;

/** undefined where a client may ask for everything. A permission for a group is one for all it reaches. */
export function permitsOf(allowed: readonly string[] | null | undefined, groups: GroupSnapshot): Permits | undefined {
  if (!allowed) return undefined;
  const names = new Set(allowed);
  // A set is walked in the order in which it grows, each name once.
  for (const name of names) for (const target of groups.get(name)?.group.targets ?? []) names.add(target);
  return (name) => names.has(name);
}

/** By any of the names that the model goes by. */
export function isPermitted(permits: Permits, { providerId, model, path }: Route): boolean {
  const asked = path.at(0) ?? model;
  return [asked, model, `${providerId}/${asked}`, `${providerId}/${model}`].some(permits);
}

/** What of a tree a client may ask for. */
export function permittedTree(
  root: LiveGroup,
  permits: Permits,
): { readonly root: LiveGroup | undefined; readonly barred: readonly DroppedTarget[] } {
  const barred: DroppedTarget[] = [];
  const prune = (group: LiveGroup, above: readonly string[]): LiveGroup | undefined => {
    if (permits(group.name)) return group;
    const path = [...above, group.name];
    const targets = group.targets.flatMap((target): LiveTarget[] => {
      if (target.kind === 'group') {
        const left = prune(target, path);
        return left ? [left] : [];
      }
      if (isPermitted(permits, target.route)) return [target];
      barred.push(notAllowed([...path, target.name]));
      return [];
    });
    return targets.length > 0 ? { ...group, targets } : undefined;
  };
  return { root: prune(root, []), barred };
}

/** Of what was left out for other reasons: whether the client would have been allowed it. */
export function isPathPermitted(permits: Permits, { path }: DroppedTarget): boolean {
  return path.some(permits);
}

function notAllowed(path: readonly string[]): DroppedTarget {
  return { path, kind: 'not_allowed', reason: `${path.at(-1) ?? ''} is not allowed to this client` };
}
