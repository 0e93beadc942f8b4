import type { UsageFilter } from './usage-reports';
import type { CreatePriceRequest } from './models';

/** Another end of the promos of a model. */
export interface PromoEnd {
  /** `provider/model`. */
  readonly model: string;
  /** ISO instant, exclusive; a date alone includes that day in UTC. */
  readonly to: string;
}

/** What would stored requests have cost? Exactly one of `model`, `price` and `promoEnd`. Nobody is asked anything. */
export interface WhatIfRequest extends UsageFilter {
  /** Epoch milliseconds, from inclusive, to exclusive; 31 days at most. */
  readonly from: number;
  readonly to: number;
  /** `provider/model` that would have been asked in the place of each. */
  readonly otherModel?: string;
  /** A price that is not stored, as for `POST /api/prices`. */
  readonly price?: CreatePriceRequest;
  readonly promoEnd?: PromoEnd;
}

export interface WhatIfSums {
  readonly requests: number;
  /** Of requests with a price. */
  readonly actualNanoUsd: number;
  readonly whatIfNanoUsd: number;
  /** What-if less actual, of the requests that have both. */
  readonly differenceNanoUsd: number;
  /** Requests without a price as they are, and as they would be. */
  readonly actualUnpriced: number;
  readonly whatIfUnpriced: number;
}

export interface WhatIfRow extends WhatIfSums {
  /** `provider/model` that answered. */
  readonly model: string;
}

export interface WhatIfReport extends WhatIfSums {
  /** Another model would have used other tokens than these. */
  readonly isEstimate: true;
  /** Counted request by request, since tiers, hours and promos decide on each. */
  readonly source: 'rows';
  /** false: there were more requests than are read for one answer, and the oldest of them are in it. */
  readonly isComplete: boolean;
  /** The greatest difference first. */
  readonly models: readonly WhatIfRow[];
}
