import { asServiceTier, asUsage, tokenUsageOf, usageOf } from './chat-usage';

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

describe('the tier of service', () => {
  const sums = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };

  it('is kept in the word of the provider, where it said one', () => {
    expect(tokenUsageOf(sums, 'flex').serviceTier).toBe('flex');
    expect(tokenUsageOf(sums)).not.toHaveProperty('serviceTier');
  });

  it.each([[null], [undefined], [''], [1], [['flex']]])('is no tier: %j', (value) => {
    expect(asServiceTier(value)).toBeUndefined();
  });
});

describe('tokens that are priced apart', () => {
  const usage = (
    prompt: number,
    completion: number,
    promptDetails: Record<string, unknown>,
    completionDetails: Record<string, unknown> = {},
  ) =>
    tokenUsageOf({
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_tokens_details: promptDetails,
      completion_tokens_details: completionDetails,
    });

  it('are audio and images in and out, without what came from the cache', () => {
    const details = { text_tokens: 10, audio_tokens: 40, image_tokens: 50, cached_tokens: 30 };
    const cached_tokens_details = { text_tokens: 5, audio_tokens: 10, image_tokens: 15 };
    expect(usage(100, 20, { ...details, cached_tokens_details }, { image_tokens: 12 })).toEqual({
      source: 'reported',
      freshInputTokens: 70,
      cachedInputTokens: 30,
      outputTokens: 20,
      apart: { audioInput: 30, imageInput: 35, imageCachedInput: 15, imageOutput: 12 },
    });
  });

  it.each([
    ['nothing is told', {}, {}],
    ['all is zero', { audio_tokens: 0, image_tokens: 0 }, { image_tokens: 0, audio_tokens: 0 }],
    ['it is no count', { audio_tokens: -1, image_tokens: 'x' }, { image_tokens: 1.5 }],
  ])('are left out when %s', (_, prompt, completion) => {
    expect(usage(10, 5, prompt, completion)).not.toHaveProperty('apart');
  });

  it.each([
    ['audio and images beyond the prompt', { audio_tokens: 8, image_tokens: 8 }, { audioInput: 8, imageInput: 2 }],
    ['more audio than is fresh', { audio_tokens: 8, cached_tokens: 6 }, { audioInput: 4 }],
    [
      'more images in the cache than the cache holds',
      { cached_tokens: 3, cached_tokens_details: { image_tokens: 9 } },
      { imageCachedInput: 3 },
    ],
  ])('never overlap: %s', (_, prompt, apart) => {
    expect(usage(10, 5, prompt).apart).toEqual(apart);
  });

  it('stay inside the output', () => {
    expect(usage(1, 5, {}, { image_tokens: 9, reasoning_tokens: 9 })).toMatchObject({
      reasoningTokens: 5,
      apart: { imageOutput: 5 },
    });
  });

  it('leave no token in two buckets when a part claims more than the whole', () => {
    expect(usage(10, 0, { cached_tokens: 12, cache_write_tokens: 3 })).toMatchObject({
      freshInputTokens: 0,
      cachedInputTokens: 10,
      cacheWriteTokens: 0,
    });
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
