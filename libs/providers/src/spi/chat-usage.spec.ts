import { asUsage, tokenUsageOf, usageOf } from './chat-usage';

describe('asUsage', () => {
  it.each([
    [null],
    [undefined],
    [{}],
    ['5'],
    [[]],
    [{ prompt_tokens: 1 }],
    [{ prompt_tokens: 1, completion_tokens: -1 }],
    [{ prompt_tokens: 1.5, completion_tokens: 1 }],
  ])('sees no usage in %j', (value) => {
    expect(asUsage(value)).toBeUndefined();
  });

  it('adds up a missing total and keeps unknown fields', () => {
    expect(asUsage({ prompt_tokens: 2, completion_tokens: 3, cost_in_usd_ticks: 4 })).toEqual({
      prompt_tokens: 2,
      completion_tokens: 3,
      total_tokens: 5,
      cost_in_usd_ticks: 4,
    });
  });
});

describe('tokenUsageOf', () => {
  const sums = { prompt_tokens: 2006, completion_tokens: 50, total_tokens: 2056 };

  it('parts the prompt into disjoint buckets', () => {
    expect(
      tokenUsageOf({
        ...sums,
        prompt_tokens_details: { cached_tokens: 1920, cache_write_tokens: 6 },
        completion_tokens_details: { reasoning_tokens: 40 },
      }),
    ).toEqual({
      source: 'reported',
      freshInputTokens: 80,
      cachedInputTokens: 1920,
      cacheWriteTokens: 6,
      outputTokens: 50,
      reasoningTokens: 40,
    });
  });

  it('leaves out what is not reported, and never goes below zero', () => {
    expect(tokenUsageOf(sums)).toEqual({ source: 'reported', freshInputTokens: 2006, outputTokens: 50 });
    expect(tokenUsageOf({ ...sums, prompt_tokens_details: { cached_tokens: 5000 } }).freshInputTokens).toBe(0);
    expect(
      tokenUsageOf({ ...sums, prompt_tokens_details: null, completion_tokens_details: null }).cachedInputTokens,
    ).toBeUndefined();
  });
});

describe('usageOf', () => {
  it("uses the vendor's own place and habit", () => {
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
    const quirks = {
      findUsage: () => usage,
      normaliseUsage: (given: typeof usage) => ({ ...given, completion_tokens: 9 }),
    };
    expect(usageOf({}, { quirks })?.completion_tokens).toBe(9);
    expect(usageOf({ usage }, { quirks: {} })).toEqual(usage);
    expect(usageOf({}, { quirks: {} })).toBeUndefined();
  });
});
