import type { Group } from '@app/contracts';
import { classifierChooser } from '../strategies/classifier.strategy';
import type { Chooser } from '../strategies/choice';
import { fallbackChooser } from '../strategies/fallback.strategy';
import { heuristicChooser } from '../strategies/heuristic.strategy';
import { weightedChooser } from '../strategies/weighted.strategy';
import { isStrategy, readSettings } from './group-settings';

/** A group, ready to choose. */
export interface CompiledGroup {
  readonly group: Group;
  readonly choose: Chooser;
  /** What is wrong with its settings, which are then the defaults. */
  readonly problems: readonly string[];
}

/** Groups by name: what one request keeps from its beginning to its end. */
export type GroupSnapshot = ReadonlyMap<string, CompiledGroup>;

/** A group of a strategy that nobody knows is tried in its order. */
export function snapshotOf(groups: readonly Group[]): GroupSnapshot {
  return new Map(groups.map((group) => [group.name, compiled(group)]));
}

function compiled(group: Group): CompiledGroup {
  if (!isStrategy(group.strategy)) return { group, choose: fallbackChooser, problems: ['strategy'] };
  switch (group.strategy) {
    case 'fallback': {
      const { problems } = readSettings('fallback', group.settings);
      return { group, choose: fallbackChooser, problems };
    }
    case 'weighted': {
      const { settings, problems } = readSettings('weighted', group.settings);
      return { group, choose: weightedChooser(group.name, settings), problems };
    }
    case 'heuristic': {
      const { settings, problems } = readSettings('heuristic', group.settings);
      return { group, choose: heuristicChooser(group.targets, settings), problems };
    }
    case 'classifier': {
      const { settings, problems } = readSettings('classifier', group.settings);
      return { group, choose: classifierChooser(group.targets, settings), problems };
    }
  }
}
