import type { Group } from '@app/contracts';

/** As deep as the gateway lets groups be nested. */
const MAX_DEPTH = 10;

/** A name in the tree of a group; the same name may stand in several places. */
export interface TreeNode {
  /** Names from the root down to this one; tells nodes apart. */
  readonly path: readonly string[];
  readonly name: string;
  /** What is wrong with it in this place; empty: nothing. */
  readonly warnings: readonly string[];
  readonly children: readonly TreeNode[];
}

export interface PlacedNode {
  readonly node: TreeNode;
  /** Layer, 0 for the root. */
  readonly column: number;
  /** Leaves have a line each; a group stands in the middle of its own. */
  readonly line: number;
  readonly parent: PlacedNode | null;
}

export interface TreeFacts {
  readonly groups: ReadonlyMap<string, Group>;
  /** Warnings about models, by name. */
  readonly warningsOf: (model: string) => readonly string[];
}

/** What a name leads to; a name that leads back to itself is named and not followed. */
export function treeOf(name: string, facts: TreeFacts, above: readonly string[] = []): TreeNode {
  const path = [...above, name];
  const group = facts.groups.get(name);
  if (!group) return { path, name, warnings: facts.warningsOf(name), children: [] };
  if (above.includes(name))
    return { path, name, warnings: [`leads back to itself: ${path.join(' > ')}`], children: [] };
  if (above.length >= MAX_DEPTH) return { path, name, warnings: [`deeper than ${MAX_DEPTH} levels`], children: [] };
  const warnings = group.isEnabled ? [] : ['disabled'];
  return { path, name, warnings, children: group.targets.map((target) => treeOf(target, facts, path)) };
}

/** Every node at its place, parents before children. */
export function placed(root: TreeNode): readonly PlacedNode[] {
  let lines = 0;
  const place = (node: TreeNode, column: number, parent: PlacedNode | null): readonly PlacedNode[] => {
    const first = lines;
    const below = node.children.map((child) => place(child, column + 1, null));
    if (node.children.length === 0) lines += 1;
    const own = { node, column, line: (first + lines - 1) / 2, parent };
    const linked = below.map(([child, ...rest]) => (child ? relinked(child, rest, own) : []));
    return [own, ...linked.flat()];
  };
  return place(root, 0, null);
}

/** A child is placed before its parent is; only then can it name it. */
function relinked(child: PlacedNode, rest: readonly PlacedNode[], parent: PlacedNode): readonly PlacedNode[] {
  const own = { ...child, parent };
  return [own, ...rest.map((node) => (node.parent === child ? { ...node, parent: own } : node))];
}

/** Whether a node stands on the way that a request took. */
export function isOnPath({ path }: TreeNode, way: readonly string[]): boolean {
  return path.length <= way.length && path.every((name, index) => name === way[index]);
}
