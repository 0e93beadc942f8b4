import type { TokenCounts } from '../answers/token-counts';
import type { JsonObject } from '../json-object';

/** Reasoning inside `completion_tokens`, details always there. */
export function openAiUsage({ prompt, cached, visible, reasoning }: TokenCounts): JsonObject {
  return {
    prompt_tokens: prompt,
    completion_tokens: visible + reasoning,
    total_tokens: prompt + visible + reasoning,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
