import type { UsageLatency, UsageTotals } from '@app/contracts';
import type { UsageSumsRow } from '@app/persistence';
import { percentileOf } from './latency-percentile';

/** Adds up rows of sums until somebody wants to see them. */
export class UsageAccumulator {
  private readonly outcomes = { completed: 0, failed: 0, cancelled: 0 };
  private readonly sums = new Map<keyof UsageSumsRow, number>();
  private readonly latencyBins: number[] = [];
  private readonly firstTokenBins: number[] = [];

  add(row: UsageSumsRow): void {
    this.outcomes[row.outcome] += row.requests;
    for (const [name, value] of Object.entries(row) as [keyof UsageSumsRow, unknown][]) {
      if (typeof value === 'number') this.sums.set(name, (this.sums.get(name) ?? 0) + value);
    }
    addBins(this.latencyBins, row.latencyBins);
    addBins(this.firstTokenBins, row.firstTokenBins);
  }

  totals(): UsageTotals {
    const sum = (name: keyof UsageSumsRow): number => this.sums.get(name) ?? 0;
    return {
      requests: sum('requests'),
      ...this.outcomes,
      promptTokens: sum('freshInputTokens') + sum('cachedInputTokens') + sum('cacheWriteTokens'),
      cachedTokens: sum('cachedInputTokens'),
      completionTokens: sum('outputTokens'),
      reasoningTokens: sum('reasoningTokens'),
      imageCount: sum('imageCount'),
      costNanoUsd: sum('costNanoUsd'),
      savedNanoUsd: sum('savedNanoUsd'),
      unpricedRequests: sum('unpricedRequests'),
      freeRequests: sum('freeRequests'),
      estimatedRequests: sum('estimatedRequests'),
      latency: latencyOf(sum('latencyMs'), sum('requests'), this.latencyBins),
      firstToken: latencyOf(sum('firstTokenMs'), sum('firstTokenRequests'), this.firstTokenBins),
    };
  }
}

export function totalsOf(rows: readonly UsageSumsRow[]): UsageTotals {
  const accumulator = new UsageAccumulator();
  for (const row of rows) accumulator.add(row);
  return accumulator.totals();
}

function addBins(sums: number[], bins: readonly number[]): void {
  bins.forEach((count, bin) => {
    sums[bin] = (sums[bin] ?? 0) + count;
  });
}

function latencyOf(sumMs: number, count: number, bins: readonly number[]): UsageLatency {
  return {
    averageMs: count === 0 ? null : sumMs / count,
    p50Ms: percentileOf(bins, 0.5),
    p95Ms: percentileOf(bins, 0.95),
    p99Ms: percentileOf(bins, 0.99),
  };
}
