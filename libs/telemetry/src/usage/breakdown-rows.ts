import type { UsageBreakdownRow, UsageBreakdownSort, UsageTotals } from '@app/contracts';
import type { UsageSumsRow } from '@app/persistence';
import { UsageAccumulator } from './usage-totals';

const SORT: Readonly<Record<UsageBreakdownSort, (row: UsageTotals) => number>> = {
  cost: (row) => row.costNanoUsd,
  requests: (row) => row.requests,
  errors: (row) => row.failed,
  tokens: (row) => row.promptTokens + row.completionTokens,
  latency: (row) => row.latency.p95Ms ?? row.latency.averageMs ?? 0,
};

/** One row for each key, the greatest first. */
export function breakdownRows(
  rows: readonly UsageSumsRow[],
  keyOf: (row: UsageSumsRow) => string,
  sort: UsageBreakdownSort,
): UsageBreakdownRow[] {
  const byKey = new Map<string, UsageAccumulator>();
  for (const row of rows) {
    const key = keyOf(row);
    const accumulator = byKey.get(key) ?? new UsageAccumulator();
    byKey.set(key, accumulator);
    accumulator.add(row);
  }
  const totals = [...byKey].map(([key, accumulator]) => ({ key, ...accumulator.totals() }));
  const cost = totals.reduce((sum, row) => sum + row.costNanoUsd, 0);
  const value = SORT[sort];
  return totals
    .map((row) => ({
      ...row,
      errorRate: row.requests === 0 ? 0 : row.failed / row.requests,
      costState: costStateOf(row),
      costShare: cost === 0 ? 0 : row.costNanoUsd / cost,
    }))
    .sort((a, b) => value(b) - value(a) || b.requests - a.requests || (a.key < b.key ? -1 : 1));
}

/** Of the requests that used anything: those that were refused cost nothing in any state. */
function costStateOf({
  requests,
  unpricedRequests,
  freeRequests,
  costNanoUsd,
}: UsageTotals): UsageBreakdownRow['costState'] {
  if (unpricedRequests === 0) return costNanoUsd === 0 && freeRequests > 0 ? 'free' : 'priced';
  return costNanoUsd === 0 && freeRequests === 0 && unpricedRequests <= requests ? 'unpriced' : 'mixed';
}
