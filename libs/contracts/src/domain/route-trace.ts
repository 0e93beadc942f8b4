import type { CostFormula, CostState } from './cost';
import type { RoutingStrategy } from './group';
import type { TokenUsage } from './usage';

/** How one request came to its target; kept on its row of the ledger where there was something to decide or to try again. */
export interface RouteTrace {
  /** Groups on the way to the first choice, the one that was asked for first. */
  readonly steps: readonly RouteStep[];
  readonly dropped: readonly DroppedTarget[];
  /** Targets that were tried, in order; only the last one may have answered. */
  readonly attempts: readonly RouteAttempt[];
  /** Calls of models that rated the prompt; absent where none was made. */
  readonly ratings?: readonly SelectorCall[];
}

/**
 * What decided: a keyword rule, the prompt's score, the selector's rating, the group's order, weights with or without a
 * session, or that only one target was left.
 */
export type RouteReason = 'keyword' | 'score' | 'rating' | 'order' | 'weight' | 'session' | 'only_target';

/** The choice of one group. */
export interface RouteStep {
  readonly group: string;
  readonly strategy: RoutingStrategy;
  readonly chosen: string;
  /** The targets that could be chosen, in the group's order. */
  readonly among: readonly string[];
  readonly by: RouteReason;
  /** One sentence for people. */
  readonly reason: string;
  /** The group's word that the prompt held; absent where none decided. */
  readonly word?: string;
  /** The prompt's score, 0..1 with four decimals; absent where none was worked out. */
  readonly share?: number;
  /** The more capable target that would have been chosen had none been dropped. */
  readonly downgradedFrom?: string;
}

export type DropReason =
  | 'unknown'
  | 'switched_off'
  | 'ended'
  | 'not_configured'
  | 'unpriced'
  | 'misfit'
  | 'unable'
  | 'paused'
  | 'resting'
  | 'busy'
  | 'budget'
  | 'not_allowed';

/** A model or group that was left out before anything was chosen. */
export interface DroppedTarget {
  /** Names from the one asked for down to this one. */
  readonly path: readonly string[];
  /** `misfit`: not made for the endpoint; `unable`: made for it, but not for this request. */
  readonly kind: DropReason;
  /** For people. */
  readonly reason: string;
}

export interface RouteAttempt {
  readonly providerId: string;
  readonly model: string;
  /** null: it answered, or began to. */
  readonly errorCode: string | null;
  /** Milliseconds until it failed or began to answer. */
  readonly ms: number;
}

/** A call of the gateway's own, booked to the request that needed it. */
export interface SelectorCall {
  readonly providerId: string;
  readonly model: string;
  /** The name the provider answered with. */
  readonly servedModel: string | null;
  /** null: no rating could be read, for the reason in `failure`. */
  readonly rating: number | null;
  readonly failure: string | null;
  readonly ms: number;
  /** null: it was never asked, or nothing was used. */
  readonly usage: TokenUsage | null;
  readonly costNanoUsd: number | null;
  readonly costState: CostState | null;
  readonly priceId: string | null;
  readonly costFormula: CostFormula | null;
}
