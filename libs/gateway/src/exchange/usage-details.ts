import type { DrawnImages, TokenUsage, UsageDetails } from '@app/contracts';

/** All tokens of a request: prompt, however it was billed, and output. */
export function tokensOf({
  freshInputTokens,
  cachedInputTokens = 0,
  cacheWriteTokens = 0,
  outputTokens,
}: TokenUsage): number {
  return freshInputTokens + cachedInputTokens + cacheWriteTokens + outputTokens;
}

/** What the price of this use may depend on beyond the counts. */
export function detailsOf(usage: TokenUsage | undefined, images: DrawnImages | undefined): UsageDetails | null {
  const { apart, serviceTier } = usage ?? {};
  if (apart === undefined && serviceTier === undefined && images === undefined) return null;
  return {
    ...(apart === undefined ? {} : { apart }),
    ...(serviceTier === undefined ? {} : { serviceTier }),
    ...(images === undefined ? {} : { images }),
  };
}
