import { UpstreamError } from '@app/providers';
import type { Route } from '@app/routing';

/** How long a target rests that says it is too busy without saying for how long. */
const BUSY_MS = 1_000;
/** A model that its provider no longer has does not come back in a minute. */
const GONE_MS = 10 * 60 * 1_000;

/** Targets that asked to be left alone: groups turn to others first. */
export class TargetCooldowns {
  private readonly untilMs = new Map<string, number>();

  constructor(private readonly nowMs: () => number) {}

  /** Notes what a failure says about its target; most say nothing. Of two rests the one that ends later counts. */
  note(route: Route, error: unknown): void {
    const restMs = restOf(error);
    if (restMs <= 0) return;
    const key = keyOf(route);
    this.untilMs.set(key, Math.max(this.untilMs.get(key) ?? 0, this.nowMs() + restMs));
  }

  /** The same routes, those at rest behind all others. */
  ordered(routes: readonly Route[]): readonly Route[] {
    if (this.untilMs.size === 0) return routes;
    return [...routes.filter((route) => !this.isResting(route)), ...routes.filter((route) => this.isResting(route))];
  }

  private isResting(route: Route): boolean {
    const until = this.untilMs.get(keyOf(route));
    if (until === undefined) return false;
    if (until > this.nowMs()) return true;
    this.untilMs.delete(keyOf(route));
    return false;
  }
}

/** Milliseconds; 0 where the failure is no reason to stay away. */
function restOf(error: unknown): number {
  if (!(error instanceof UpstreamError)) return 0;
  if (error.code === 'model_not_found') return GONE_MS;
  if (error.httpStatus !== 429) return 0;
  return error.retryAfterSeconds === undefined ? BUSY_MS : error.retryAfterSeconds * 1_000;
}

function keyOf({ providerId, model }: Route): string {
  return `${providerId}/${model}`;
}
