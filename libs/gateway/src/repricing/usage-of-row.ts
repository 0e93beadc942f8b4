import type { RequestRecord, TokenUsage } from '@app/contracts';

/** The usage that a row was billed for, as it was when the request ended; undefined where there was none. */
export function usageOfRow(row: RequestRecord): TokenUsage | undefined {
  if (row.usageSource === null) return undefined;
  const { apart, serviceTier } = row.usageDetails ?? {};
  return {
    source: row.usageSource,
    freshInputTokens: row.freshInputTokens ?? 0,
    outputTokens: row.outputTokens ?? 0,
    ...(row.cachedInputTokens === null ? {} : { cachedInputTokens: row.cachedInputTokens }),
    ...(row.cacheWriteTokens === null ? {} : { cacheWriteTokens: row.cacheWriteTokens }),
    ...(row.reasoningTokens === null ? {} : { reasoningTokens: row.reasoningTokens }),
    ...(apart === undefined ? {} : { apart }),
    ...(serviceTier === undefined ? {} : { serviceTier }),
  };
}
