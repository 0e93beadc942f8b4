import { EntitySchema } from 'typeorm';
import type { EntitySchemaColumnOptions } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

/**
 * Bins of both histograms: bin `n` counts durations from 2^(n/2) up to 2^((n+1)/2) milliseconds, so that its middle is
 * at most 19 % off; the first takes all that is shorter, the last (from 12 minutes) all that is longer.
 */
export const LATENCY_BINS = 40;

/** Sums of requests that ended alike within one bucket of time. */
export interface UsageBucketRow {
  /** What the bucket tells apart: see `UsageDimension`. */
  dimension: string;
  /** Start of the bucket, epoch milliseconds UTC. */
  bucket: number;
  entity: string;
  detail: string;
  outcome: string;
  isStream: boolean;
  requests: number;
  freshInputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  audioInputTokens: number;
  imageCount: number;
  costNanoUsd: number;
  savedNanoUsd: number;
  unpricedRequests: number;
  freeRequests: number;
  estimatedRequests: number;
  attempts: number;
  latencyMs: number;
  firstTokenRequests: number;
  firstTokenMs: number;
  /** `latency0` … and `firstToken0` …: how many requests fell into each bin of `latencyBinOf`. */
  [bin: `latency${number}` | `firstToken${number}`]: number;
}

export const USAGE_MEASURES = [
  'requests',
  'freshInputTokens',
  'cachedInputTokens',
  'cacheWriteTokens',
  'outputTokens',
  'reasoningTokens',
  'audioInputTokens',
  'imageCount',
  'costNanoUsd',
  'savedNanoUsd',
  'unpricedRequests',
  'freeRequests',
  'estimatedRequests',
  'attempts',
  'latencyMs',
  'firstTokenRequests',
  'firstTokenMs',
] as const satisfies readonly (keyof UsageBucketRow)[];

const bins = Array.from({ length: LATENCY_BINS }, (_, bin) => bin);
/** One counter for each bin of the two histograms, in the order of the columns. */
export const USAGE_BINS = [
  ...bins.map((bin) => `latency${bin}` as const),
  ...bins.map((bin) => `firstToken${bin}` as const),
];

/** The name of a column: `latency7` is `latency_7`. */
export function usageColumn(property: string): string {
  return property.replace(/[A-Z]|\d+$/g, (part) => `_${part.toLowerCase()}`);
}

const key = (type: 'varchar' | 'boolean'): EntitySchemaColumnOptions => ({ type, primary: true });
const sum = (property: string): EntitySchemaColumnOptions => ({
  type: 'bigint',
  name: usageColumn(property),
  transformer: safeInteger,
  default: 0,
});
const count = (property: string): EntitySchemaColumnOptions => ({
  type: 'integer',
  name: usageColumn(property),
  default: 0,
});

/** The same table three times, in ever coarser buckets. Clustered by its key: a range of one dimension lies together. */
function usageTable(tableName: string): EntitySchema<UsageBucketRow> {
  return new EntitySchema<UsageBucketRow>({
    name: tableName,
    tableName,
    withoutRowid: true,
    columns: {
      dimension: key('varchar'),
      bucket: { type: 'bigint', primary: true, transformer: safeInteger },
      entity: key('varchar'),
      detail: key('varchar'),
      outcome: key('varchar'),
      isStream: { ...key('boolean'), name: 'is_stream' },
      ...Object.fromEntries(USAGE_MEASURES.map((property) => [property, sum(property)])),
      ...Object.fromEntries(USAGE_BINS.map((property) => [property, count(property)])),
    },
  });
}

export const UsageQuarterEntity = usageTable('usage_quarters');
export const UsageHourEntity = usageTable('usage_hours');
export const UsageDayEntity = usageTable('usage_days');
