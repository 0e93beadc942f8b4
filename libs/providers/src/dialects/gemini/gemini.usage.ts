import type { ChatUsage } from '@app/contracts';
import type { GeminiUsage } from './gemini.wire';

/**
 * Google's counts in OpenAI's habit. Thoughts stand beside the candidates there and inside the completion here; the
 * counts of a stream are cumulative, so the last ones are the sums.
 */
export function chatUsageOf(counts: GeminiUsage | undefined): ChatUsage | undefined {
  if (counts?.promptTokenCount === undefined) return undefined;
  const thoughts = counts.thoughtsTokenCount;
  const prompt = counts.promptTokenCount + (counts.toolUsePromptTokenCount ?? 0);
  const completion = (counts.candidatesTokenCount ?? 0) + (thoughts ?? 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...(counts.cachedContentTokenCount === undefined
      ? {}
      : { prompt_tokens_details: { cached_tokens: counts.cachedContentTokenCount } }),
    ...(thoughts === undefined ? {} : { completion_tokens_details: { reasoning_tokens: thoughts } }),
  };
}
