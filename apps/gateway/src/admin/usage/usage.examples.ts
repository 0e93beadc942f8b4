import type { UsageBreakdown, UsageCoverage, UsageSummary, UsageTimeSeries, UsageTotals } from '@app/contracts';

const DAY = 1_795_305_600_000;
const LATENCY = { averageMs: 812, p50Ms: 640, p95Ms: 2_100, p99Ms: 4_300 };

const COVERED: UsageCoverage = { from: DAY, to: DAY + 86_400_000, source: 'roll_ups', isWidenedToDays: false };

const TOTALS: UsageTotals = {
  ...{ requests: 1_200, completed: 1_180, failed: 14, cancelled: 6 },
  ...{
    promptTokens: 840_000,
    cachedTokens: 120_000,
    completionTokens: 260_000,
    reasoningTokens: 40_000,
    imageCount: 0,
  },
  ...{ costNanoUsd: 4_210_000_000, savedNanoUsd: 0, unpricedRequests: 0, freeRequests: 20, estimatedRequests: 6 },
  latency: LATENCY,
  firstToken: { averageMs: 310, p50Ms: 260, p95Ms: 700, p99Ms: 1_400 },
};

export const A_SUMMARY: UsageSummary = { covered: COVERED, current: TOTALS, previous: TOTALS };

export const A_SERIES: UsageTimeSeries = {
  covered: COVERED,
  step: 'day',
  bucketZone: 'UTC',
  buckets: [DAY],
  series: [
    {
      key: 'openai',
      points: [
        { requests: 1_200, errors: 14, promptTokens: 840_000, completionTokens: 260_000, costNanoUsd: 4_210_000_000 },
      ],
    },
  ],
};

export const A_BREAKDOWN: UsageBreakdown = {
  covered: COVERED,
  rows: [{ ...TOTALS, key: 'openai', errorRate: 0.0117, costState: 'priced', costShare: 1 }],
  omitted: 0,
};
