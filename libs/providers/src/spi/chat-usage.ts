import type { ChatUsage, TokensPricedApart, TokenUsage } from '@app/contracts';
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

/**
 * Reported usage as disjoint buckets: prompt = fresh + cached + cache write; reasoning lies inside output. A part that
 * claims more than its whole is cut to it, so that no token is billed twice. `serviceTier` is what the answer said of it.
 */
export function tokenUsageOf(usage: ChatUsage, serviceTier?: string): TokenUsage {
  const { prompt_tokens: prompt, completion_tokens: output } = usage;
  const details = usage.prompt_tokens_details;
  const cached = countUpTo(prompt, details?.cached_tokens);
  const written = countUpTo(prompt - (cached ?? 0), details?.cache_write_tokens);
  const reasoning = countUpTo(output, usage.completion_tokens_details?.reasoning_tokens);
  const fresh = prompt - (cached ?? 0) - (written ?? 0);
  const apart = pricedApart(usage, fresh, cached ?? 0);
  return {
    source: 'reported',
    freshInputTokens: fresh,
    ...(cached === undefined ? {} : { cachedInputTokens: cached }),
    ...(written === undefined ? {} : { cacheWriteTokens: written }),
    outputTokens: output,
    ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
    ...(apart ? { apart } : {}),
    ...(serviceTier === undefined ? {} : { serviceTier }),
  };
}

/** The tier that served, as an answer, a chunk or a response object names it: it decides the rate. */
export function asServiceTier(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Vendors count audio and images over the whole prompt, the cached part of them included; a part of nothing is left out. */
function pricedApart(usage: ChatUsage, fresh: number, cached: number): TokensPricedApart | undefined {
  const details = usage.prompt_tokens_details;
  const inCache = isRecord(details?.['cached_tokens_details']) ? details['cached_tokens_details'] : {};
  const cachedAudio = countUpTo(cached, inCache['audio_tokens']) ?? 0;
  const imageCachedInput = countUpTo(cached - cachedAudio, inCache['image_tokens']) ?? 0;
  const audioInput = Math.min(fresh, without(cachedAudio, details?.audio_tokens));
  const imageInput = Math.min(fresh - audioInput, without(imageCachedInput, details?.['image_tokens']));
  const imageOutput = countUpTo(usage.completion_tokens, usage.completion_tokens_details?.['image_tokens']) ?? 0;
  const parts = Object.entries({ audioInput, imageInput, imageCachedInput, imageOutput }).filter(
    ([, count]) => count > 0,
  );
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

function without(part: number, whole: unknown): number {
  return Math.max(0, (countOrUndefined(whole) ?? 0) - part);
}

function countUpTo(most: number, value: unknown): number | undefined {
  const count = countOrUndefined(value);
  return count === undefined ? undefined : Math.min(most, count);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function countOrUndefined(value: unknown): number | undefined {
  return isCount(value) ? value : undefined;
}
