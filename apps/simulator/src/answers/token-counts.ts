import type { Answer } from './answer';
import { countTokens } from './token-pieces';

/** One exchange in tokens, before a vendor reports it by its own habit. */
export interface TokenCounts {
  readonly prompt: number;
  /** Part of `prompt`. */
  readonly cached: number;
  /** Output without reasoning, over all choices. */
  readonly visible: number;
  readonly reasoning: number;
}

export interface PromptText {
  readonly role: string;
  readonly text: string;
}

const TOKENS_PER_MESSAGE = 4;
const TOKENS_PER_PROMPT = 2;
/** Prompt caches start above this many tokens and grow in steps. */
const CACHE_STARTS_ABOVE = 1_024;
const CACHE_STEP = 128;

export function countsOf(messages: readonly PromptText[], answer: Answer, choices = 1): TokenCounts {
  const sizes = messages.map(({ text }) => countTokens(text));
  return {
    prompt: sizes.reduce((sum, size) => sum + size + TOKENS_PER_MESSAGE, TOKENS_PER_PROMPT),
    cached: cachedTokens(messages, sizes),
    visible: answer.visibleTokens * choices,
    reasoning: answer.reasoningTokens * choices,
  };
}

/** A long system message, else a long first user message, counts as cached; there is no memory between calls. */
function cachedTokens(messages: readonly PromptText[], sizes: readonly number[]): number {
  for (const roles of [['system', 'developer'], ['user']]) {
    const size = sizes[messages.findIndex(({ role }) => roles.includes(role))] ?? 0;
    if (size > CACHE_STARTS_ABOVE) return Math.floor(size / CACHE_STEP) * CACHE_STEP;
  }
  return 0;
}

/** How long a model thinks at each effort; callers may ask for `none`. */
const REASONING_TOKENS: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 4,
  low: 8,
  medium: 16,
  high: 32,
  xhigh: 64,
  max: 128,
};

export function reasoningTokensAt(effort: string): number {
  return REASONING_TOKENS[effort] ?? 16;
}
