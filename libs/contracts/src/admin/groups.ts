import type { Cost } from '../domain/cost';
import type { Group, RoutingStrategy, StoredGroup } from '../domain/group';
import type { DroppedTarget, RouteStep, SelectorCall } from '../domain/route-trace';

export type GroupView = StoredGroup;

export interface GroupList {
  /** In order of name. */
  readonly items: readonly GroupView[];
}

/** A group as an administrator writes it. */
export interface SaveGroupRequest {
  readonly strategy: RoutingStrategy;
  /** Models, `provider/model` or groups; cheapest first, most capable last. */
  readonly targets: readonly string[];
  /** 1 (simple) to 10 (hard); null where the group spans levels. */
  readonly logicLevel?: number | null;
  readonly primaryUse?: string | null;
  /** Of the strategy: `keywords`, `cuts`, `threshold`, `selectors`, `weights`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly isEnabled?: boolean;
}

export interface CreateGroupRequest extends SaveGroupRequest {
  readonly name: string;
}

/** Whether a group could be saved so, without saving it. */
export interface GroupProblems {
  /** Sentences, each naming its field; empty when all is well. */
  readonly problems: readonly string[];
}

export interface RestoredGroups {
  /** Seeded groups that were not there and are now. */
  readonly restored: readonly string[];
}

export interface CalibrateGroupRequest {
  /** Wanted share of each target, in their order; any scale. */
  readonly shares: readonly number[];
  /** By default those of kept bodies. */
  readonly prompts?: readonly string[];
  /** Work the cuts out and save nothing. */
  readonly isDryRun?: boolean;
}

export interface GroupCalibrationView {
  readonly group: Group;
  readonly prompts: number;
  /** Prompts that a keyword decided. */
  readonly byKeyword: number;
  readonly cuts: readonly number[];
  /** Prompts for each target, so far and from now on. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export interface ExplainRouteRequest {
  /** A model, a group or `provider/model`. */
  readonly model: string;
  readonly prompt?: string;
  readonly wanted?: 'chat' | 'images' | 'responses';
  /** A rating in the place of the selector's. */
  readonly rating?: number;
  /** Has the prompt rated by the selector, which costs what it costs; administrators only. */
  readonly isAsked?: boolean;
  /** As which client, for what it may ask for and for its sessions. */
  readonly clientId?: string;
  readonly sessionId?: string;
  /** Tokens of the answer to reckon with. */
  readonly outputTokens?: number;
  /** Groups that are not saved yet, in the place of those of their names. */
  readonly groups?: readonly Group[];
}

/** A target in the order in which it would be tried. */
export interface ExplainedRouteView {
  readonly path: readonly string[];
  readonly providerId: string;
  readonly model: string;
  /** Fields of the request that would be changed on the way. */
  readonly adjusted: readonly string[];
  /** Of the tokens told beside the routes. */
  readonly cost: Cost;
  /** Pico-USD a token; null where there is no price. */
  readonly picoUsdPerInputToken: number | null;
  readonly picoUsdPerOutputToken: number | null;
}

export interface RouteExplanationView {
  readonly asked: string;
  readonly steps: readonly RouteStep[];
  /** None where `failure` says why. */
  readonly routes: readonly ExplainedRouteView[];
  readonly dropped: readonly DroppedTarget[];
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly ratings: readonly SelectorCall[];
  readonly failure: { readonly code: string; readonly message: string } | null;
}
