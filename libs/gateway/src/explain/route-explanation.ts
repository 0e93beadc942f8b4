import type { Cost, DroppedTarget, Group, RouteStep, SelectorCall } from '@app/contracts';
import type { PromptView, WantedCapability } from '@app/routing';

/** A request that nobody sends: what would become of it? */
export interface RouteQuestion {
  readonly model: string;
  readonly wanted?: WantedCapability;
  readonly prompt: PromptView;
  /** As `x-session-id` would give it, with the client's id before it. */
  readonly sessionKey?: string;
  /** Names that the client may ask for; null or absent: everything. */
  readonly allowed?: readonly string[] | null;
  /** Tokens of the answer to reckon with; absent: what is held back for requests that say nothing. */
  readonly outputTokens?: number;
  /** Groups that are not saved (yet), in the place of those of their names. */
  readonly groups?: readonly Group[];
  /** A rating in the place of the selector's, or `ask` to have it rated, which costs what it costs. Absent: nobody rates. */
  readonly rating?: number | 'ask';
  /** For drawing by weight; absent: at random. */
  readonly random?: () => number;
}

/** A target in the order in which it would be tried. */
export interface ExplainedRoute {
  readonly path: readonly string[];
  readonly providerId: string;
  readonly model: string;
  /** Fields of the request that would be changed on the way. */
  readonly adjusted: readonly string[];
  /** Of the tokens in `RouteExplanation`. */
  readonly cost: Cost;
  /** Pico-USD a token (1 USD a million tokens = 1,000,000); null where there is no price. */
  readonly picoUsdPerInputToken: number | null;
  readonly picoUsdPerOutputToken: number | null;
}

export interface RouteExplanation {
  readonly asked: string;
  readonly steps: readonly RouteStep[];
  /** None where `failure` says why. */
  readonly routes: readonly ExplainedRoute[];
  readonly dropped: readonly DroppedTarget[];
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Calls that rated the prompt, where any were made. */
  readonly ratings: readonly SelectorCall[];
  readonly failure: { readonly code: string; readonly message: string } | null;
}
