import type { ChatUsage } from '@app/contracts';

/**
 * xAI reports reasoning beside `completion_tokens`, not inside, and bills both; a prompt may be reported without its
 * cached part. Both are brought to OpenAI's habit, where the details are parts of the sums.
 */
export function withReasoningInside(usage: ChatUsage): ChatUsage {
  const reasoning = usage.completion_tokens_details?.reasoning_tokens ?? 0;
  const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
  const prompt = cached > usage.prompt_tokens ? usage.prompt_tokens + cached : usage.prompt_tokens;
  const completion = usage.completion_tokens + reasoning;
  if (prompt === usage.prompt_tokens && completion === usage.completion_tokens) return usage;
  return { ...usage, prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
