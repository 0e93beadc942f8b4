import type { ModelFacts } from '@app/contracts';
import { PROVIDERS } from '@app/providers';

/** Every bundled model but the wildcards that stand for a server's own. */
export const BUNDLED_MODELS: readonly ModelFacts[] = PROVIDERS.flatMap(({ models }) => models).filter(
  ({ id }) => !id.endsWith('/*'),
);

/** Whether the vendor refuses the model by then: past its end, and nobody answers under its name. */
export function hasEnded({ lifecycle: { state, shutdownAt, routesTo } }: ModelFacts, atMs = Date.now()): boolean {
  if (routesTo !== null || state === 'redirected') return false;
  return shutdownAt === null ? state === 'shut_down' : Date.parse(shutdownAt) <= atMs;
}
