import type { ChatUsage } from '@app/contracts';
import { isRecord } from '@app/common';
import type { GeminiUsage } from './gemini.wire';

/** Kinds of tokens that are told, by Google's names and by the numbers of its published protocol. */
const MODALITIES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  ['TEXT', 'text_tokens'],
  ['IMAGE', 'image_tokens'],
  ['AUDIO', 'audio_tokens'],
  [1, 'text_tokens'],
  [2, 'image_tokens'],
  [4, 'audio_tokens'],
]);

/**
 * Google's counts in OpenAI's habit. Thoughts stand beside the candidates there and inside the completion here, and so
 * do the results of Google's own tools in the prompt.
 */
export function chatUsageOf(counts: GeminiUsage | undefined): ChatUsage | undefined {
  if (typeof counts?.promptTokenCount !== 'number') return undefined;
  const { thoughtsTokenCount: thoughts, cachedContentTokenCount: cached, cacheTokensDetails } = counts;
  const prompt = counts.promptTokenCount + (counts.toolUsePromptTokenCount ?? 0);
  const completion = (counts.candidatesTokenCount ?? 0) + (thoughts ?? 0);
  const cachedByKind = tokensByKind(cacheTokensDetails);
  const promptDetails = {
    ...tokensByKind(counts.promptTokensDetails, counts.toolUsePromptTokensDetails),
    ...(cached === undefined ? {} : { cached_tokens: cached }),
    ...(Object.keys(cachedByKind).length > 0 ? { cached_tokens_details: cachedByKind } : {}),
  };
  const completionDetails = {
    ...tokensByKind(counts.candidatesTokensDetails),
    ...(thoughts === undefined ? {} : { reasoning_tokens: thoughts }),
  };
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...(Object.keys(promptDetails).length > 0 ? { prompt_tokens_details: promptDetails } : {}),
    ...(Object.keys(completionDetails).length > 0 ? { completion_tokens_details: completionDetails } : {}),
  };
}

/** The lists come from outside: what is none, or holds something else, counts as nothing. */
function tokensByKind(...lists: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const rows = lists.flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  for (const { modality, tokenCount } of rows.filter(isRecord)) {
    const kind = MODALITIES.get(modality);
    if (kind !== undefined && typeof tokenCount === 'number') counts[kind] = (counts[kind] ?? 0) + tokenCount;
  }
  return counts;
}
