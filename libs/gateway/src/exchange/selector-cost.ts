import type { SelectorCall } from '@app/contracts';
import type { CostBreakdown } from '@app/pricing';
import { UNPRICED } from '@app/pricing';

/**
 * The cost of a request with that of the call which rated its prompt; the parts stay those of the answer. Where the
 * answer's own cost is unknown the sum is too, and what is known of it stands in the row's trace.
 */
export function withSelector(
  cost: CostBreakdown | undefined,
  call: Pick<SelectorCall, 'costNanoUsd'> | undefined,
): CostBreakdown | undefined {
  const extra = call?.costNanoUsd ?? 0;
  if (extra === 0) return cost;
  if (cost === undefined) return { ...UNPRICED, state: 'priced', nanoUsd: extra };
  return cost.nanoUsd === null ? cost : { ...cost, state: 'priced', nanoUsd: cost.nanoUsd + extra };
}
