import type { CatalogSnapshot } from '@app/catalog';
import type { RequestRecord, TokenUsage } from '@app/contracts';
import type { CostRequest } from '@app/pricing';

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

/** The question for the cost of a row, at the time it ended; undefined where nothing was used. */
export function costRequestOf(row: RequestRecord, snapshot: CatalogSnapshot): CostRequest | undefined {
  const usage = usageOfRow(row);
  const { providerId, sentModel, servedModel, groupName, usageDetails, startedAt, latencyMs } = row;
  if (usage === undefined || providerId === null || sentModel === null) return undefined;
  const images = usageDetails?.images;
  return {
    providerId,
    reportedModel: servedModel ?? undefined,
    askedModel: sentModel,
    groupName: groupName ?? undefined,
    usage,
    ...(images === undefined ? {} : { images }),
    at: startedAt + Math.trunc(latencyMs),
    snapshot,
  };
}
