import type { RouteStep } from '@app/contracts';
import type { Route } from '../route';
import type { Choice, ChoiceContext } from '../strategies/choice';
import { below, isNew, type LiveGroup, type LiveTarget } from './live-tree';

/** A share is stored with four decimals. */
const SHARE_DIGITS = 10_000;

export interface Chosen {
  /** In the order in which they are to be tried; never none. */
  readonly routes: readonly Route[];
  /** The groups on the way to the first of them. */
  readonly steps: readonly RouteStep[];
}

/**
 * Puts the models of a tree in order: each group's strategy says which of its targets comes first. Only groups on the way
 * to the first model may have the prompt rated; what comes after it is ordered without asking anybody.
 */
export async function chooseRoutes(root: LiveGroup, context: ChoiceContext): Promise<Chosen> {
  const routes: Route[] = [];
  const steps: RouteStep[] = [];
  const seen = new Set<string>();
  const unasked: ChoiceContext = { ...context, rate: undefined };

  const visit = async (target: LiveTarget, above: readonly string[], isOnTheWay: boolean): Promise<void> => {
    if (seen.has(target.name)) return;
    seen.add(target.name);
    if (target.kind === 'model') {
      if (isNew(target.route, routes)) routes.push(below(above, target.route));
      return;
    }
    const names = target.targets.map(({ name }) => name);
    const choice = await target.compiled.choose(names, isOnTheWay ? context : unasked);
    if (isOnTheWay) steps.push(stepOf(target, names, choice));
    const path = [...above, target.name];
    for (const [place, index] of choice.order.entries()) {
      const next = target.targets[index];
      if (next) await visit(next, path, isOnTheWay && place === 0);
    }
  };
  await visit(root, [], true);
  return { routes, steps };
}

function stepOf(
  { compiled: { group }, name }: LiveGroup,
  among: readonly string[],
  { order, by, reason, word, share, intended }: Choice,
): RouteStep {
  const chosen = among[order[0] ?? 0] ?? '';
  const step = {
    ...{ group: name, strategy: group.strategy, chosen, among, by, reason },
    ...(word !== undefined && { word }),
    ...(share !== undefined && { share: Math.round(share * SHARE_DIGITS) / SHARE_DIGITS }),
  };
  const isLess = intended !== undefined && group.targets.indexOf(chosen) < intended;
  const downgradedFrom = isLess ? group.targets[intended] : undefined;
  return downgradedFrom === undefined ? step : { ...step, downgradedFrom };
}
