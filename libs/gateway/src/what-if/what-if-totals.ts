import type { RequestRecord } from '@app/contracts';
import type { WhatIfReport, WhatIfRow, WhatIfSums } from '@app/contracts/admin';

type Sums = { -readonly [Key in keyof WhatIfSums]: WhatIfSums[Key] };

/** Adds up what was and what would have been. */
export class WhatIfTotals {
  private readonly all = nothing();
  private readonly models = new Map<string, Sums>();

  /** `supposed`: null where there would have been no price. */
  add(record: RequestRecord, supposed: number | null): void {
    const model = `${record.providerId ?? ''}/${record.servedModel ?? record.sentModel ?? ''}`;
    const sums = this.models.get(model) ?? nothing();
    this.models.set(model, sums);
    for (const each of [this.all, sums]) note(each, record.costNanoUsd, supposed);
  }

  report(isComplete: boolean): WhatIfReport {
    const models: WhatIfRow[] = [...this.models].map(([model, sums]) => ({ model, ...sums }));
    models.sort((a, b) => Math.abs(b.differenceNanoUsd) - Math.abs(a.differenceNanoUsd));
    return { ...this.all, isEstimate: true, source: 'rows', isComplete, models };
  }
}

function note(sums: Sums, actual: number | null, supposed: number | null): void {
  sums.requests += 1;
  sums.actualNanoUsd += actual ?? 0;
  sums.whatIfNanoUsd += supposed ?? 0;
  sums.actualUnpriced += actual === null ? 1 : 0;
  sums.whatIfUnpriced += supposed === null ? 1 : 0;
  // A price that is missing on one side says nothing about the difference.
  if (actual !== null && supposed !== null) sums.differenceNanoUsd += supposed - actual;
}

function nothing(): Sums {
  return {
    ...{ requests: 0, actualNanoUsd: 0, whatIfNanoUsd: 0, differenceNanoUsd: 0 },
    ...{ actualUnpriced: 0, whatIfUnpriced: 0 },
  };
}
