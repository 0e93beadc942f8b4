import { unsupported, type Encoding } from './encoding';
import { thinksByBudget, thinksInLevels } from './generations';
import { givenThinking } from './google-fields';

export type ThinkingConfig = Record<string, unknown>;

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
type Effort = (typeof EFFORTS)[number];

const LEVELS = ['minimal', 'low', 'medium', 'high'] as const;
/** Tokens for each effort, brought into the range of the model. The amounts are ours: OpenAI tells none. */
const BUDGETS: Readonly<Record<Effort, number>> = {
  none: 0,
  minimal: 512,
  low: 1_024,
  medium: 8_192,
  high: 24_576,
  xhigh: 32_768,
  max: 32_768,
};
/** For models of which only the name is known: what all of their generation take. */
const KNOWN_BY_NAME = { range: [512, 24_576] as const, canDisable: false, levels: ['low', 'medium', 'high'] };

/**
 * How long the model is to think. What the caller says in Google's own words wins; `reasoning_effort` is a level from
 * the third generation on and a budget before it. Whoever asks for an effort also wants to read the thoughts.
 */
export function thinkingOf(encoding: Encoding): ThinkingConfig | undefined {
  const { request, adjusted } = encoding;
  const own = givenThinking(encoding);
  const { reasoning_effort: given } = request;
  if (given === undefined || given === null) return own;
  const effort = EFFORTS.find((each) => each === given);
  if (!effort) throw unsupported(`The reasoning effort has to be one of ${EFFORTS.join(', ')}.`, 'reasoning_effort');
  const control = controlOf(encoding);
  if (own || control === undefined) {
    adjusted.add('reasoning_effort');
    return own;
  }
  const amount = control === 'thinkingLevel' ? levelFor(effort, encoding) : budgetFor(effort, encoding);
  return { ...amount, ...(effort === 'none' ? {} : { includeThoughts: true }) };
}

function controlOf({ model, facts }: Encoding): 'thinkingLevel' | 'thinkingBudget' | undefined {
  if (facts) {
    const flag = facts.requestFlags['thinking_control'];
    return flag === 'thinkingLevel' || flag === 'thinkingBudget' ? flag : undefined;
  }
  if (thinksInLevels(model)) return 'thinkingLevel';
  return thinksByBudget(model) ? 'thinkingBudget' : undefined;
}

/** The least level of the model that is not below the effort, else its highest: from the third generation on nothing is fully off. */
function levelFor(effort: Effort, { facts, adjusted }: Encoding): ThinkingConfig {
  const offered = LEVELS.filter((level) => (facts?.reasoningEffortValues ?? KNOWN_BY_NAME.levels).includes(level));
  const wanted = EFFORTS.indexOf(effort);
  const thinkingLevel = offered.find((level) => EFFORTS.indexOf(level) >= wanted) ?? offered.at(-1) ?? 'high';
  if (thinkingLevel !== effort) adjusted.add('reasoning_effort');
  return { thinkingLevel };
}

function budgetFor(effort: Effort, { facts, adjusted }: Encoding): ThinkingConfig {
  const { thinking_budget_range: range, thinking_can_disable: canDisable } = facts?.requestFlags ?? {};
  const [least, most] = isRange(range) ? range : KNOWN_BY_NAME.range;
  const isOffAllowed = facts ? canDisable !== false : KNOWN_BY_NAME.canDisable;
  if (effort === 'none') {
    if (isOffAllowed) return { thinkingBudget: 0 };
    adjusted.add('reasoning_effort');
    return { thinkingBudget: least };
  }
  return { thinkingBudget: Math.min(most, Math.max(least, BUDGETS[effort])) };
}

function isRange(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((end) => typeof end === 'number');
}
