import type { DroppedTarget } from '@app/contracts';
import type { CompiledGroup, GroupSnapshot } from '../groups/compiled-group';
import type { Route } from '../route';
import { GroupLoopError } from '../routing.errors';

/** Levels of groups below which nobody means what they wrote. */
export const MAX_DEPTH = 10;

/** A model that can be asked. Its route's path begins with its own name. */
export interface LiveModel {
  readonly kind: 'model';
  readonly name: string;
  readonly route: Route;
}

/** A group of which at least one model can be asked. */
export interface LiveGroup {
  readonly kind: 'group';
  readonly name: string;
  readonly compiled: CompiledGroup;
  /** In the group's order; never empty. */
  readonly targets: readonly LiveTarget[];
}

export type LiveTarget = LiveModel | LiveGroup;

/** What was cut off, and the variable that would make it askable, for the message of a group that has nothing left. */
export interface Dropped extends DroppedTarget {
  readonly enabledBy: string | undefined;
}

export type Judged = { readonly route: Route } | { readonly dropped: Omit<Dropped, 'path'> };

/** Judges one model, reached through a group. */
export type Judge = (model: string, groupName: string) => Judged;

export interface LiveTree {
  /** undefined where nothing can be asked. */
  readonly root: LiveGroup | undefined;
  readonly dropped: readonly Dropped[];
}

/**
 * What of a group can be asked: whatever cannot is cut off before anybody chooses. A group that is reached by two ways is
 * looked at once. @throws GroupLoopError when it leads back to itself or deeper than ten levels
 */
export function liveTreeOf(name: string, groups: GroupSnapshot, judge: Judge): LiveTree {
  const builder = new TreeBuilder(groups, judge);
  return { root: builder.group(name, []).live, dropped: builder.dropped };
}

interface Built {
  readonly live: LiveGroup | undefined;
  /** Names on the longest way down, the group's own first. */
  readonly deepest: readonly string[];
}

class TreeBuilder {
  readonly dropped: Dropped[] = [];
  private readonly built = new Map<string, Built>();

  constructor(
    private readonly groups: GroupSnapshot,
    private readonly judge: Judge,
  ) {}

  group(name: string, above: readonly string[]): Built {
    const path = [...above, name];
    if (above.includes(name)) throw new GroupLoopError(path, 'leads back to itself');
    const known = this.built.get(name);
    checkDepth(known ? [...above, ...known.deepest] : path);
    const built = known ?? this.build(name, path);
    this.built.set(name, built);
    return built;
  }

  private build(name: string, path: readonly string[]): Built {
    const compiled = this.groups.get(name);
    // What a group that is switched off holds is not looked at, but a loop in it is one all the same.
    const isOn = compiled?.group.isEnabled === true;
    if (compiled && !isOn) this.dropped.push(switchedOff(path));
    const targets: LiveTarget[] = [];
    let deepest: readonly string[] = [];
    for (const target of compiled?.group.targets ?? []) {
      if (this.groups.has(target)) {
        const below = this.group(target, path);
        if (below.deepest.length > deepest.length) deepest = below.deepest;
        if (below.live) targets.push(below.live);
        continue;
      }
      if (!isOn) continue;
      const judged = this.judge(target, name);
      if ('route' in judged) targets.push({ kind: 'model', name: target, route: judged.route });
      else this.dropped.push({ ...judged.dropped, path: [...path, target] });
    }
    const isLive = compiled !== undefined && isOn && targets.length > 0;
    return { live: isLive ? { kind: 'group', name, compiled, targets } : undefined, deepest: [name, ...deepest] };
  }
}

function switchedOff(path: readonly string[]): Dropped {
  const reason = `the group ${path.at(-1) ?? ''} is switched off`;
  return { path, kind: 'switched_off', reason, enabledBy: undefined };
}

function checkDepth(path: readonly string[]): void {
  if (path.length > MAX_DEPTH) throw new GroupLoopError(path, `is nested deeper than ${MAX_DEPTH} levels`);
}

/** All models of a tree, each once whatever names lead to it, in the order of the targets, with the path from the root to each. */
export function routesOf(root: LiveTarget): Route[] {
  const routes: Route[] = [];
  const seen = new Set<string>();
  const visit = (target: LiveTarget, above: readonly string[]): void => {
    if (seen.has(target.name)) return;
    seen.add(target.name);
    if (target.kind === 'model') {
      if (isNew(target.route, routes)) routes.push(below(above, target.route));
    } else for (const next of target.targets) visit(next, [...above, target.name]);
  };
  visit(root, []);
  return routes;
}

/** The part of a tree that leads to routes of which `isAllowed` is true; undefined where there is none. */
export function treeOf(group: LiveGroup, isAllowed: (route: Route) => boolean): LiveGroup | undefined {
  // A group that is reached by two ways is looked at once.
  const known = new Map<string, LiveGroup | undefined>();
  const prune = (whole: LiveGroup): LiveGroup | undefined => {
    if (known.has(whole.name)) return known.get(whole.name);
    const targets = whole.targets.flatMap((target): LiveTarget[] => {
      if (target.kind === 'model') return isAllowed(target.route) ? [target] : [];
      const below = prune(target);
      return below ? [below] : [];
    });
    const left = targets.length > 0 ? { ...whole, targets } : undefined;
    known.set(whole.name, left);
    return left;
  };
  return prune(group);
}

/** One model may have several names in a tree; asking it again would be no other target. */
export function isNew({ providerId, model }: Route, routes: readonly Route[]): boolean {
  return !routes.some((known) => known.providerId === providerId && known.model === model);
}

/** The route as it stands under the groups that led to it. */
export function below(above: readonly string[], route: Route): Route {
  return { ...route, path: [...above, ...route.path] };
}
