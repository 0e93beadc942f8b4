import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '@app/common';
import { UpstreamError } from '@app/providers';
import type { Route } from '@app/routing';

/** How long a target rests that says it is too busy without saying for how long. */
const BUSY_MS = 1_000;
/** Whoever asks for more patience is asked again all the same: one refusal then is cheaper than a target that is never used. */
const MAX_BUSY_MS = 30_000;
/** A model that its provider no longer has does not come back in a minute. */
const GONE_MS = 10 * 60 * 1_000;
/** Callers choose names of models: no more of them are remembered. */
const MAX_TARGETS = 1_000;

/** Targets that asked to be left alone: groups turn to others first. */
@Injectable()
export class TargetCooldowns {
  private readonly untilMs = new LRUCache<string, number>({ max: MAX_TARGETS });

  constructor(@Inject(Clock) private readonly clock: Pick<Clock, 'monotonicMs'>) {}

  /** Notes what a failure says about its target; most say nothing. Of two rests the one that ends later counts. */
  note({ providerId, model }: Pick<Route, 'providerId' | 'model'>, error: unknown): void {
    const restMs = restOf(error);
    if (restMs <= 0) return;
    const key = keyOf(providerId, model);
    this.untilMs.set(key, Math.max(this.untilMs.get(key) ?? 0, this.clock.monotonicMs() + restMs));
  }

  isResting(providerId: string, model: string): boolean {
    if (this.untilMs.size === 0) return false;
    const key = keyOf(providerId, model);
    const until = this.untilMs.get(key);
    if (until === undefined) return false;
    if (until > this.clock.monotonicMs()) return true;
    this.untilMs.delete(key);
    return false;
  }
}

/** Milliseconds; 0 where the failure is no reason to stay away. */
function restOf(error: unknown): number {
  if (!(error instanceof UpstreamError)) return 0;
  if (error.code === 'model_not_found') return GONE_MS;
  if (error.httpStatus !== 429) return 0;
  return error.retryAfterSeconds === undefined ? BUSY_MS : Math.min(MAX_BUSY_MS, error.retryAfterSeconds * 1_000);
}

function keyOf(providerId: string, model: string): string {
  return `${providerId}/${model}`;
}
