import type { ChatUsage } from '@app/contracts';

/** DeepSeek counts cache hits in a field of its own (`prompt_cache_hit_tokens`, part of the prompt). */
export function withCacheHits(usage: ChatUsage): ChatUsage {
  const hits = usage['prompt_cache_hit_tokens'];
  if (typeof hits !== 'number' || typeof usage.prompt_tokens_details?.cached_tokens === 'number') return usage;
  return { ...usage, prompt_tokens_details: { ...usage.prompt_tokens_details, cached_tokens: hits } };
}
