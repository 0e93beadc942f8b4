import type { RouteReason, RouteStep } from '@app/contracts';
import type { RatingOutcome } from '../classifier/rating';
import type { PromptView } from '../prompt/prompt-view';

/** What a strategy may ask of one request. */
export interface ChoiceContext {
  readonly prompt: () => PromptView;
  /** Keeps a conversation with one target; undefined where the caller gave nothing to go by. */
  readonly sessionKey: string | undefined;
  /** From 0 inclusive to 1 exclusive. */
  readonly random: () => number;
  /** Asks for a rating of the prompt; undefined where nobody may be asked, so that the score has to do. */
  readonly rate: ((question: RatingQuestion) => Promise<RatingOutcome>) | undefined;
  /** What was found in a prompt that is no longer there; then nobody looks at `prompt`. */
  readonly recorded?: RecordedFindings;
}

/** As a stored decision tells it. */
export type RecordedFindings = Pick<RouteStep, 'word' | 'share'>;

/** What a classifier wants rated, by whom, and on what scale. */
export interface RatingQuestion {
  readonly prompt: PromptView;
  /** From 1 to this. */
  readonly threshold: number;
  /** Models that may rate, best first. */
  readonly selectors: readonly string[];
}

/** Which of the live targets are to be tried, as indices, the chosen one first. */
export interface Choice {
  readonly order: readonly number[];
  readonly by: RouteReason;
  /** One sentence for people. */
  readonly reason: string;
  readonly word?: string;
  /** With all its digits. */
  readonly share?: number;
  /** Index, among all targets, of the one that it would have been had none been dropped. */
  readonly intended?: number;
}

/** `live`: the targets that can be chosen, in the group's order; never empty. */
export type Chooser = (live: readonly string[], context: ChoiceContext) => Choice | Promise<Choice>;

/** The chosen one, then those that can do more, then those that can do less, the nearest first. */
export function outwardFrom(chosen: number, count: number): number[] {
  const upwards = Array.from({ length: count - chosen }, (_, step) => chosen + step);
  const downwards = Array.from({ length: chosen }, (_, step) => chosen - 1 - step);
  return [...upwards, ...downwards];
}

/** Index of the first live target that stands at or after a place in the group's order; else the last live one. */
export function liveAtOrAfter(intended: number, targets: readonly string[], live: readonly string[]): number {
  const found = live.findIndex((name) => targets.indexOf(name) >= intended);
  return found < 0 ? live.length - 1 : found;
}
