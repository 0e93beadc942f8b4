import type { TextSignal } from './text-counts';

export type SignalName = TextSignal | 'length' | 'depth' | 'context';

export interface SignalWeight {
  /** Points for each doubling of the amount. */
  readonly points: number;
  /** What sense gives it where the data say less, or hold no such prompts. No fit goes below. */
  readonly least: number;
}

/**
 * A point is one per cent more chance that the strong model is right where the weak one is wrong. Fitted on the MMLU and
 * GSM8K half of RouteLLM's evaluation data (Apache-2.0; facts only, no text of it): `npm run router:bench -- --print-weights`.
 * None is negative: longer, more steps, more code is never simpler.
 */
export const SIGNAL_WEIGHTS: Readonly<Record<SignalName, SignalWeight>> = {
  length: { points: 1.5, least: 1.5 },
  sentences: { points: 0.3, least: 0.3 },
  clauses: { points: 0.3, least: 0.3 },
  questions: { points: 0.3, least: 0.3 },
  numbers: { points: 0.2, least: 0.2 },
  fractions: { points: 6.84, least: 0.3 },
  operators: { points: 0.2, least: 0.2 },
  logicSymbols: { points: 2.59, least: 0.5 },
  cases: { points: 13.77, least: 1 },
  listItems: { points: 1.5, least: 1.5 },
  code: { points: 3, least: 3 },
  codeWords: { points: 6, least: 6 },
  tasks: { points: 9, least: 9 },
  steps: { points: 2.41, least: 0.5 },
  conditions: { points: 0.5, least: 0.5 },
  reasons: { points: 0.5, least: 0.5 },
  negation: { points: 0.3, least: 0.3 },
  comparison: { points: 2.93, least: 0.3 },
  story: { points: 0.58, least: 0 },
  logic: { points: 0.5, least: 0.5 },
  mathematics: { points: 2, least: 2 },
  science: { points: 0.88, least: 0.3 },
  depth: { points: 1.5, least: 1.5 },
  context: { points: 1, least: 1 },
};
