/** From the third generation on: a level of thinking, and signatures that have to come back. `-latest` names follow the newest. */
const LEVELS = /^gemini-(?:(?:[3-9]|[1-9]\d)(?!\d)|.*-latest$)/;
/** A budget of tokens for thinking. */
const BUDGETS = 'gemini-2.5';

/** By its name, for models of which nothing else is known. */
export function thinksInLevels(model: string): boolean {
  return LEVELS.test(model);
}

/** By its name, for models of which nothing else is known. */
export function thinksByBudget(model: string): boolean {
  return model.startsWith(BUDGETS);
}
