import { SEEDED_SELECTORS } from '@app/persistence';
import { bucketOf } from '../classifier/bucket-map';
import type { SettingsOf } from '../groups/group-settings';
import { outwardFrom, type Chooser } from './choice';
import { heuristicChooser } from './heuristic.strategy';

/** Has a cheap model rate the prompt; where that fails, the heuristic decides and the step says why. */
export function classifierChooser(targets: readonly string[], settings: SettingsOf<'classifier'>): Chooser {
  const { threshold, selectors = SEEDED_SELECTORS } = settings;
  const heuristic = heuristicChooser(targets, settings);
  return async (live, context) => {
    // Nothing to decide is nothing to pay for.
    if (live.length === 1)
      return { order: [0], by: 'only_target', reason: `"${live[0] ?? ''}" is the only target that can be asked` };
    const outcome = await context.rate?.({ prompt: context.prompt(), threshold, selectors });
    if (outcome?.rating === undefined) {
      const instead = heuristic(live, context);
      const why = outcome?.failure ?? 'the prompt was not rated';
      return { ...instead, reason: `${why}; by the heuristic: ${instead.reason}` };
    }
    const { rating, source } = outcome;
    const chosen = bucketOf(rating, threshold, live.length);
    return {
      order: outwardFrom(chosen, live.length),
      by: 'rating',
      reason: `${source} rated the prompt ${rating} of ${threshold}`,
      intended: bucketOf(rating, threshold, targets.length),
    };
  };
}
