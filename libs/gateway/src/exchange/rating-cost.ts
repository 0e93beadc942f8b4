import type { SelectorCall } from '@app/contracts';
import { UNPRICED, type CostBreakdown } from '@app/pricing';

/**
 * The cost of a request with that of the calls which rated its prompt; the parts stay those of the answer. Where the
 * answer's own cost is unknown the sum is too, and what is known of it stands in the row's trace.
 */
export function withRatings(
  cost: CostBreakdown | undefined,
  calls: readonly Pick<SelectorCall, 'costNanoUsd'>[] = [],
): CostBreakdown | undefined {
  const extra = calls.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0);
  if (extra === 0) return cost;
  if (cost === undefined) return { ...UNPRICED, state: 'priced', nanoUsd: extra };
  return cost.nanoUsd === null ? cost : { ...cost, state: 'priced', nanoUsd: cost.nanoUsd + extra };
}
