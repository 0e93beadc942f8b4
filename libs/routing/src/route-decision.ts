import type { DroppedTarget, RouteStep } from '@app/contracts';
import type { Route } from './route';
import type { RouteRequest } from './route-request';
import type { LiveGroup } from './tree/live-tree';

/** Everything that a request may be sent to, before it is chosen among. */
export interface RoutePlan {
  readonly request: RouteRequest;
  /** undefined where a model was asked for directly. */
  readonly root: LiveGroup | undefined;
  /** Never none. */
  readonly routes: readonly Route[];
  /** Those that asked to be left alone for a while: still better than nobody, once all others have failed. */
  readonly lastResorts: readonly Route[];
  readonly dropped: readonly DroppedTarget[];
}

/** Whom to ask, in which order, and how it came to that. */
export interface RouteDecision {
  readonly asked: string;
  /** In the order in which they are to be tried; never none. */
  readonly routes: readonly Route[];
  readonly steps: readonly RouteStep[];
  readonly dropped: readonly DroppedTarget[];
}
