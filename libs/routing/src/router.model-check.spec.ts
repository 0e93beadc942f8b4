import type { RouteStep } from '@app/contracts';
import { factsOf } from '../../catalog/src/testing/facts';
import { promptOfText } from './prompt/prompt-of';
import type { Blockade } from './provider-availability.port';
import { NoTargetAvailableError } from './routing.errors';
import { groupOf } from './testing/small-catalog';
import { routerOf } from './testing/small-router';

/**
 * Four levels, every strategy, a model that two groups share: through every combination of breaker states and ratings.
 * undefined: closed, or half open with its probe free, which routing may choose alike.
 */
const MODELS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7'];
const GROUPS = [
  groupOf('top', ['low', 'mid', 'm7'], { strategy: 'classifier', settings: { threshold: 10 } }),
  groupOf('low', ['m1', 'm2'], { strategy: 'heuristic' }),
  groupOf('mid', ['deep', 'm3'], { strategy: 'weighted', settings: { weights: { deep: 2, m3: 1 } } }),
  groupOf('deep', ['deepest', 'm4', 'm6'], { strategy: 'heuristic' }),
  groupOf('deepest', ['m5', 'm2'], { strategy: 'fallback' }),
];
const STATES: readonly (Blockade | undefined)[] = [undefined, 'model_open', 'provider_open'];
const COMBINATIONS = STATES.length ** MODELS.length;
const RATINGS = [1, 5, 10];

function stateOf(combination: number, index: number): Blockade | undefined {
  return STATES[Math.floor(combination / STATES.length ** index) % STATES.length];
}

/** The place of a group's choice among all its targets is at or above the place it was meant to have, or the step says so. */
function isToldOf(step: RouteStep, rating: number): boolean {
  const group = GROUPS.find(({ name }) => name === step.group);
  if (!group) return false;
  const chosen = group.targets.indexOf(step.chosen);
  const isAllThere = step.among.length === group.targets.length;
  if (step.downgradedFrom !== undefined) return !isAllThere && chosen < group.targets.indexOf(step.downgradedFrom);
  if (step.strategy !== 'classifier' || step.by === 'only_target') return true;
  return chosen >= Math.round(((rating - 1) * (group.targets.length - 1)) / 9);
}

it('a tree of four levels never hangs, never chooses what is paused, and never settles for less in silence', async () => {
  const blockades = new Map<string, Blockade>();
  const { router } = await routerOf({ facts: MODELS.map((model) => factsOf(model)), groups: GROUPS, blockades });
  const found = { served: 0, refused: 0, downgraded: 0 };
  for (let combination = 0; combination < COMBINATIONS; combination++) {
    blockades.clear();
    for (const [index, model] of MODELS.entries()) {
      const state = stateOf(combination, index);
      if (state) blockades.set(`acme/${model}`, state);
    }
    const alive = MODELS.filter((model) => !blockades.has(`acme/${model}`));
    if (alive.length === 0) {
      expect(() => router.plan({ model: 'top', wanted: 'chat' })).toThrow(NoTargetAvailableError);
      found.refused++;
      continue;
    }
    const plan = router.plan({ model: 'top', wanted: 'chat' });
    for (const rating of RATINGS) {
      const decision = await router.choose(plan, {
        prompt: () => promptOfText(rating > 5 ? 'debug it' : 'Hi'),
        sessionKey: `${combination}`,
        random: () => 0,
        rate: () => Promise.resolve({ rating, failure: undefined, source: 'judge' }),
      });
      // Plain comparisons: an assertion for each of some thousands of decisions would take minutes.
      const asked = decision.routes.map(({ model }) => model);
      const [first] = decision.routes;
      const isRight =
        asked.length === alive.length &&
        asked.toSorted().join() === alive.join() &&
        first?.path.slice(1).join() === decision.steps.map(({ chosen }) => chosen).join() &&
        decision.steps.every((step) => isToldOf(step, rating)) &&
        decision.dropped.every(({ reason }) => reason !== '');
      if (!isRight) throw new Error(`Wrong: ${JSON.stringify({ combination, rating, decision, alive })}`);
      found.served++;
      if (decision.steps.some(({ downgradedFrom }) => downgradedFrom !== undefined)) found.downgraded++;
    }
  }
  const dead = (STATES.length - 1) ** MODELS.length;
  expect(found).toMatchObject({ served: (COMBINATIONS - dead) * RATINGS.length, refused: dead });
  expect(found.downgraded).toBeGreaterThan(1_000);
});
