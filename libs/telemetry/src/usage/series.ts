import type { UsagePoint, UsageSeries } from '@app/contracts';
import type { UsagePointRow, UsageSumsRow } from '@app/persistence';

/** More lines than a chart can tell apart. */
export const MAX_SERIES = 12;
const NONE: UsagePoint = { requests: 0, errors: 0, promptTokens: 0, completionTokens: 0, costNanoUsd: 0 };

/** One line for each key, the dearest first and those beyond the twelfth together; buckets without requests are zeros. */
export function seriesOf(
  rows: readonly UsagePointRow[],
  buckets: number,
  keyOf: (row: Pick<UsageSumsRow, 'entity' | 'detail'>) => string,
): UsageSeries[] {
  const byKey = new Map<string, UsagePoint[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const points = byKey.get(key) ?? Array.from({ length: buckets }, () => NONE);
    byKey.set(key, points);
    points[row.bucket] = sumOf(points[row.bucket] ?? NONE, row);
  }
  const ranked = [...byKey].sort(([, a], [, b]) => rankOf(b) - rankOf(a));
  const shown: UsageSeries[] = ranked.slice(0, MAX_SERIES).map(([key, points]) => ({ key, points }));
  const rest = ranked.slice(MAX_SERIES).map(([, points]) => points);
  return rest.length === 0 ? shown : [...shown, { key: null, points: together(rest, buckets) }];
}

/** The leading series, and what of the whole is not in them. */
export function withOthers(
  leading: readonly UsageSeries[],
  whole: readonly UsagePointRow[],
  buckets: number,
): UsageSeries[] {
  const rest = Array.from({ length: buckets }, () => NONE);
  for (const row of whole) rest[row.bucket] = sumOf(rest[row.bucket] ?? NONE, row);
  const points = rest.map((point, bucket) =>
    leading.reduce((left, series) => sumOf(left, negated(series.points[bucket] ?? NONE)), point),
  );
  return [...leading, { key: null, points }];
}

function negated({ requests, errors, promptTokens, completionTokens, costNanoUsd }: UsagePoint): UsagePoint {
  return {
    requests: -requests,
    errors: -errors,
    promptTokens: -promptTokens,
    completionTokens: -completionTokens,
    costNanoUsd: -costNanoUsd,
  };
}

function together(series: readonly (readonly UsagePoint[])[], buckets: number): UsagePoint[] {
  return Array.from({ length: buckets }, (_, bucket) =>
    series.reduce((sum, points) => sumOf(sum, points[bucket] ?? NONE), NONE),
  );
}

function sumOf(a: UsagePoint, b: UsagePoint): UsagePoint {
  return {
    requests: a.requests + b.requests,
    errors: a.errors + b.errors,
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    costNanoUsd: a.costNanoUsd + b.costNanoUsd,
  };
}

/** By cost; what is free or unpriced by its requests, behind all that costs a nano-USD. */
function rankOf(points: readonly UsagePoint[]): number {
  const cost = points.reduce((sum, point) => sum + point.costNanoUsd, 0);
  const requests = points.reduce((sum, point) => sum + point.requests, 0);
  return cost > 0 ? cost : -1 / (requests + 1);
}
