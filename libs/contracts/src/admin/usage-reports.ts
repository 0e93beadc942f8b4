import type { RequestOutcome } from '../domain/request-record';

/** A range of time as a person means it: instants in epoch milliseconds, `to` exclusive, and an IANA zone for its days. */
export interface UsageRange {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}

/** One entity, or a client with a provider or model; other pairs are answered from rows, for a day at most. */
export interface UsageFilter {
  readonly providerId?: string;
  /** With `providerId`. */
  readonly model?: string;
  readonly clientId?: string;
  readonly groupName?: string;
  readonly outcome?: RequestOutcome;
  readonly isStream?: boolean;
}

export interface UsageTotals {
  readonly requests: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Fresh, cached and written to the cache. */
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** In the completion. */
  readonly reasoningTokens: number;
  readonly imageCount: number;
  readonly costNanoUsd: number;
  /** What promos took off. */
  readonly savedNanoUsd: number;
  readonly unpricedRequests: number;
  readonly freeRequests: number;
  /** Whose tokens were counted here because the provider reported none. */
  readonly estimatedRequests: number;
  readonly latency: UsageLatency;
  /** Of streams that came to a first token. */
  readonly firstToken: UsageLatency;
}

/** Milliseconds; null where nothing was measured. Percentiles are interpolated in bins 41 % wide. */
export interface UsageLatency {
  readonly averageMs: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

/** What an answer really covers, and from where. */
export interface UsageCoverage {
  /** Widened to quarters of an hour, or to UTC days where only those are kept. */
  readonly from: number;
  readonly to: number;
  /** `rows`: counted from the ledger itself, without percentiles. */
  readonly source: 'roll_ups' | 'rows';
  /** Only UTC days were at hand for its edges. */
  readonly isWidenedToDays: boolean;
}

export interface UsageSummary {
  readonly covered: UsageCoverage;
  readonly current: UsageTotals;
  /** Of the period of equal length before. */
  readonly previous: UsageTotals;
}

export type UsageGrouping = 'provider' | 'model' | 'client' | 'group';
export type UsageStep = 'quarter' | 'hour' | 'day' | 'month';

export interface UsagePoint {
  readonly requests: number;
  readonly errors: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costNanoUsd: number;
}

export interface UsageTimeSeries {
  readonly covered: UsageCoverage;
  readonly step: UsageStep;
  /** `UTC` where days of the zone would take too many buckets to put together. */
  readonly bucketZone: string;
  /** Starts, epoch milliseconds. */
  readonly buckets: readonly number[];
  readonly series: readonly UsageSeries[];
}

export interface UsageSeries {
  /** Provider, `provider/model`, client id or group; empty for requests that have none; null: all others together. */
  readonly key: string | null;
  /** One for each bucket. */
  readonly points: readonly UsagePoint[];
}

export type UsageBreakdownBy = UsageGrouping | 'target' | 'error';
export type UsageBreakdownSort = 'cost' | 'requests' | 'errors' | 'tokens' | 'latency';

export interface UsageBreakdownRow extends UsageTotals {
  /** As in `UsageSeries`; `group>provider/model` for targets, the code for errors. */
  readonly key: string;
  readonly errorRate: number;
  readonly costState: 'priced' | 'free' | 'unpriced' | 'mixed';
  /** Of the cost of all rows; 0 where nothing cost anything. */
  readonly costShare: number;
}

export interface UsageBreakdown {
  readonly covered: UsageCoverage;
  readonly rows: readonly UsageBreakdownRow[];
  /** Rows beyond the limit. */
  readonly omitted: number;
}
