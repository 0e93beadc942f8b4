import type { ModelFacts } from '@app/contracts';

/** `redirected`: another model answers under this name, so it may be sent. `ended`: the vendor refuses it. */
export type LifecycleStatus = 'live' | 'redirected' | 'ended';

const shutdownTimes = new WeakMap<ModelFacts, number>();

/** A date, where there is one, decides for the time before it as well as after; without one the stated state does. */
export function lifecycleAt(facts: ModelFacts, atMs: number): LifecycleStatus {
  const { state, shutdownAt, routesTo } = facts.lifecycle;
  const isOver =
    shutdownAt === null ? state === 'redirected' || state === 'shut_down' : atMs >= shutdownMs(facts, shutdownAt);
  if (!isOver) return 'live';
  return routesTo !== null || state === 'redirected' ? 'redirected' : 'ended';
}

/** Parsed once per model: this is asked for every candidate of every request. */
function shutdownMs(facts: ModelFacts, shutdownAt: string): number {
  const known = shutdownTimes.get(facts);
  if (known !== undefined) return known;
  const parsed = Date.parse(shutdownAt);
  shutdownTimes.set(facts, parsed);
  return parsed;
}
