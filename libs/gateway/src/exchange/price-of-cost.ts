import type { Price } from '@app/persistence';
import { formulaOf, type CostBreakdown } from '@app/pricing';

/** What a row of the ledger keeps of a cost; nothing where nothing was used. */
export function priceOfCost(cost: CostBreakdown | undefined): Price {
  return {
    costNanoUsd: cost?.nanoUsd ?? null,
    costState: cost?.state ?? null,
    priceId: cost?.priceId ?? null,
    savedNanoUsd: cost?.savedNanoUsd ?? null,
    costFormula: cost ? formulaOf(cost) : null,
  };
}
