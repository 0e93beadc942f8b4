import { toOpenAiError } from '@app/common';
import type { RouteAttempt, RouteTrace, SelectorCall } from '@app/contracts';
import type { Route, RouteDecision } from '@app/routing';

/** A tree may hold hundreds of targets that nobody configured; the first of them tell enough. */
const MAX_DROPPED = 40;

/** What happened on the way to an answer, as the ledger's row will tell it. */
export class RouteLog {
  private decision: Pick<RouteDecision, 'steps' | 'dropped'> = { steps: [], dropped: [] };
  private readonly calls: SelectorCall[] = [];
  private readonly attempts: RouteAttempt[] = [];
  private turn: { readonly route: Route; readonly startedMs: number } | undefined;

  get ratings(): readonly SelectorCall[] {
    return this.calls;
  }

  selectorAsked(call: SelectorCall): void {
    this.calls.push(call);
  }

  /** Nothing could be chosen of what there is. */
  undecided(dropped: RouteDecision['dropped']): void {
    this.decision = { steps: [], dropped };
  }

  decided({ steps, dropped }: RouteDecision): void {
    this.decision = { steps, dropped };
  }

  turnTo(route: Route, nowMs: number): void {
    this.turn = { route, startedMs: nowMs };
  }

  /** `error`: null where the target answered or began to. */
  turnEnded(error: unknown, nowMs: number): void {
    if (!this.turn) return;
    const { providerId, model } = this.turn.route;
    const errorCode = error === null ? null : toOpenAiError(error).body.error.code;
    this.attempts.push({ providerId, model, errorCode, ms: Math.round(nowMs - this.turn.startedMs) });
    this.turn = undefined;
  }

  /** null where there was nothing to decide and nothing to try again. */
  trace(): RouteTrace | null {
    const { steps, dropped } = this.decision;
    const isPlain = steps.length === 0 && dropped.length === 0;
    if (isPlain && this.attempts.length <= 1 && this.calls.length === 0) return null;
    return {
      steps,
      dropped: dropped.slice(0, MAX_DROPPED).map(({ path, kind, reason }) => ({ path, kind, reason })),
      attempts: [...this.attempts],
      ...(this.calls.length === 0 ? {} : { ratings: [...this.calls] }),
    };
  }
}
