import type { ChatUsage, TokenUsage } from '@app/contracts';
import { isRecord } from '@app/common';
import type { ProviderDescription, UsageCarrier } from './provider';

/** The usage of an answer or chunk in OpenAI's habit, or undefined where there is none. */
export function usageOf(carrier: UsageCarrier, { quirks }: Pick<ProviderDescription, 'quirks'>): ChatUsage | undefined {
  const found = quirks.findUsage ? quirks.findUsage(carrier) : asUsage(carrier.usage);
  return found && quirks.normaliseUsage ? quirks.normaliseUsage(found) : found;
}

/** A usage object counts when it has both sums; `null` and `{}` say nothing. */
export function asUsage(value: unknown): ChatUsage | undefined {
  if (!isRecord(value)) return undefined;
  const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total } = value;
  if (!isCount(prompt) || !isCount(completion)) return undefined;
  return {
    ...value,
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: isCount(total) ? total : prompt + completion,
  };
}

/** Reported usage as disjoint buckets: prompt = fresh + cached + cache write; reasoning lies inside output. */
export function tokenUsageOf(usage: ChatUsage): TokenUsage {
  const cached = countOrUndefined(usage.prompt_tokens_details?.cached_tokens);
  const written = countOrUndefined(usage.prompt_tokens_details?.cache_write_tokens);
  const reasoning = countOrUndefined(usage.completion_tokens_details?.reasoning_tokens);
  return {
    source: 'reported',
    freshInputTokens: Math.max(0, usage.prompt_tokens - (cached ?? 0) - (written ?? 0)),
    ...(cached === undefined ? {} : { cachedInputTokens: cached }),
    ...(written === undefined ? {} : { cacheWriteTokens: written }),
    outputTokens: usage.completion_tokens,
    ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function countOrUndefined(value: unknown): number | undefined {
  return isCount(value) ? value : undefined;
}
