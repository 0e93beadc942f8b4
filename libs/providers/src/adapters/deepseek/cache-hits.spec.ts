import { withCacheHits } from './cache-hits';

describe('withCacheHits', () => {
  const sums = { prompt_tokens: 2006, completion_tokens: 5, total_tokens: 2011 };

  it("moves DeepSeek's cache hits to where OpenAI has them", () => {
    const usage = withCacheHits({ ...sums, prompt_cache_hit_tokens: 1920, prompt_cache_miss_tokens: 86 });
    expect(usage.prompt_tokens_details).toEqual({ cached_tokens: 1920 });
    expect(usage['prompt_cache_miss_tokens']).toBe(86);
  });

  it('leaves usage alone that says it already, or not at all', () => {
    const told = { ...sums, prompt_cache_hit_tokens: 1, prompt_tokens_details: { cached_tokens: 1 } };
    expect(withCacheHits(told)).toBe(told);
    expect(withCacheHits(sums)).toBe(sums);
  });
});
