import type { Group } from '@app/contracts';
import { GroupLoopError } from './routing.errors';

/** Levels of groups below which nobody means what they wrote. */
export const MAX_DEPTH = 10;

/** A model name reached through groups, and the names passed on the way, the model's own last. */
export interface Candidate {
  readonly model: string;
  readonly path: readonly string[];
}

/**
 * The models a group can reach, depth first, in the order of its targets; each model once.
 * @throws GroupLoopError when the group leads back to itself or deeper than ten levels
 */
export function candidatesOf(name: string, groups: ReadonlyMap<string, Group>): Candidate[] {
  const found = new Map<string, Candidate>();
  const visit = (target: string, above: readonly string[]): void => {
    const path = [...above, target];
    const group = groups.get(target);
    if (!group) {
      if (!found.has(target)) found.set(target, { model: target, path });
      return;
    }
    if (above.includes(target)) throw new GroupLoopError(path, 'leads back to itself');
    if (path.length > MAX_DEPTH) throw new GroupLoopError(path, `is nested deeper than ${MAX_DEPTH} levels`);
    if (!group.isEnabled) return;
    for (const next of group.targets) visit(next, path);
  };
  visit(name, []);
  return [...found.values()];
}
