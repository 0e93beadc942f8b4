import type { ChatUsage } from '@app/contracts';
import { isRecord } from '@app/common';
import { asUsage } from '../../spi/chat-usage';
import type { UsageCarrier } from '../../spi/provider';

/** Kimi reports usage on the finish chunk, inside `choices[0]`; with `include_usage` at the top level too. */
export function usageInChoice({ usage, choices }: UsageCarrier): ChatUsage | undefined {
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
  return asUsage(usage) ?? (isRecord(first) ? asUsage(first['usage']) : undefined);
}

/** Kimi counts cached tokens in `usage.cached_tokens`, often without OpenAI's details object. */
export function withCachedTokens(usage: ChatUsage): ChatUsage {
  const cached = usage['cached_tokens'];
  if (typeof cached !== 'number' || typeof usage.prompt_tokens_details?.cached_tokens === 'number') return usage;
  return { ...usage, prompt_tokens_details: { ...usage.prompt_tokens_details, cached_tokens: cached } };
}
