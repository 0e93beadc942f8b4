import type { Group } from '@app/contracts';
import { MAX_DEPTH } from '../tree/live-tree';
import { isStrategy, readSettings } from './group-settings';

export const MAX_TARGETS = 100;
/** Names stand in headers and routes; `/` would read as `provider/model`. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/u;

/**
 * What keeps a group from being saved, in sentences for whoever wrote it; empty when nothing does. `groups` are those it
 * will stand among, itself in its new form included or not. Whether its models exist is the asker's to know.
 */
export function groupProblems(group: Group, groups: ReadonlyMap<string, Group>): string[] {
  const { name, strategy, targets, settings, logicLevel } = group;
  const problems: string[] = [];
  if (!isStrategy(strategy)) return ['strategy: heuristic, classifier, fallback or weighted'];
  if (!NAME.test(name)) problems.push('name: small letters, digits, dots, hyphens and underscores, at most 64');
  if (targets.length === 0) problems.push('targets: at least one is needed');
  if (targets.length > MAX_TARGETS) problems.push(`targets: at most ${MAX_TARGETS}`);
  const twice = targets.find((target, index) => targets.indexOf(target) !== index);
  if (twice !== undefined) problems.push(`targets: "${twice}" stands there twice`);
  if (logicLevel !== null && !(Number.isInteger(logicLevel) && logicLevel >= 1 && logicLevel <= 10))
    problems.push('logicLevel: a whole number from 1 to 10, or none');
  const read = readSettings(strategy, settings);
  problems.push(...read.problems, ...strayTargets(group), ...(read.problems.length > 0 ? [] : cutProblems(group)));
  const loop = loopOf(group, groups);
  if (loop) problems.push(`targets: ${loop}`);
  return problems;
}

/** Targets that settings name and the group does not have. */
function strayTargets({ strategy, settings, targets }: Group): string[] {
  const named: string[] = [];
  if (strategy === 'weighted') named.push(...Object.keys(readSettings(strategy, settings).settings.weights));
  if (strategy === 'heuristic' || strategy === 'classifier')
    named.push(...(readSettings(strategy, settings).settings.keywords ?? []).map(({ target }) => target));
  return [...new Set(named)]
    .filter((target) => !targets.includes(target))
    .map((target) => `settings: "${target}" is no target of the group`);
}

function cutProblems({ strategy, settings, targets }: Group): string[] {
  if (strategy !== 'heuristic' && strategy !== 'classifier') return [];
  const { cuts } = readSettings(strategy, settings).settings;
  if (cuts === undefined || cuts.length === targets.length - 1) return [];
  return [`settings.cuts: ${targets.length} targets need ${targets.length - 1} of them`];
}

/** The way by which a group leads back to itself or too deep, in words; undefined when it does neither. */
function loopOf(group: Group, groups: ReadonlyMap<string, Group>): string | undefined {
  const known = new Map([...groups, [group.name, group] as const]);
  const done = new Map<string, readonly string[]>();
  let problem: string | undefined;
  const deepest = (name: string, above: readonly string[]): readonly string[] => {
    const path = [...above, name];
    if (above.includes(name)) {
      if (path.includes(group.name)) problem ??= `it leads back to itself: ${path.join(' > ')}`;
      return [];
    }
    const before = done.get(name);
    if (before) return before;
    let longest: readonly string[] = [];
    for (const target of known.get(name)?.targets ?? []) {
      if (!known.has(target)) continue;
      const below = deepest(target, path);
      if (below.length > longest.length) longest = below;
    }
    done.set(name, [name, ...longest]);
    return [name, ...longest];
  };
  // And from every group that may lead here, because a tree grows too deep at its lower end too.
  for (const name of [group.name, ...known.keys()]) {
    const longest = deepest(name, []);
    if (longest.length > MAX_DEPTH && longest.includes(group.name))
      problem ??= `it is nested deeper than ${MAX_DEPTH} levels: ${longest.join(' > ')}`;
  }
  return problem;
}
