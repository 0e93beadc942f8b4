import type { TokenRates, TokenUsage } from '@app/contracts';
import { nanoUsdOf, promptTokensOf, tokenParts } from './token-cost';

const rates: TokenRates = { input: 100, cachedInput: 10, cacheWrite: 125, output: 400 };

const usageOf = (fields: Partial<TokenUsage> = {}): TokenUsage => ({
  source: 'reported',
  freshInputTokens: 0,
  outputTokens: 0,
  ...fields,
});

const linesOf = (usage: Partial<TokenUsage>, extra: Partial<TokenRates> = {}) =>
  tokenParts(usageOf(usage), { ...rates, ...extra })?.map(
    ({ bucket, quantity, picoUsdEach }) => `${bucket} ${quantity}×${picoUsdEach}`,
  );

describe('promptTokensOf', () => {
  it('counts cached and written tokens too, and what is not reported as none', () => {
    expect(promptTokensOf(usageOf({ freshInputTokens: 1, cachedInputTokens: 20, cacheWriteTokens: 300 }))).toBe(321);
    expect(promptTokensOf(usageOf({ freshInputTokens: 1 }))).toBe(1);
  });
});

describe('tokenParts', () => {
  it('prices each bucket at its own rate', () => {
    const usage = { freshInputTokens: 1, cachedInputTokens: 2, cacheWriteTokens: 3, outputTokens: 4 };
    expect(linesOf(usage)).toEqual(['freshInput 1×100', 'cachedInput 2×10', 'cacheWrite 3×125', 'output 4×400']);
  });

  it('leaves out what was not used or not reported', () => {
    expect(linesOf({ outputTokens: 4 })).toEqual(['output 4×400']);
    expect(linesOf({})).toEqual([]);
  });

  it('bills cached and written tokens as input where they have no rate', () => {
    const usage = { cachedInputTokens: 2, cacheWriteTokens: 3 };
    expect(linesOf(usage, { cachedInput: null, cacheWrite: null })).toEqual(['cachedInput 2×100', 'cacheWrite 3×100']);
  });

  it('keeps a rate of zero apart from no rate', () => {
    expect(linesOf({ cachedInputTokens: 2 }, { cachedInput: 0 })).toEqual(['cachedInput 2×0']);
  });

  it('bills reasoning with the output and not again', () => {
    expect(linesOf({ outputTokens: 45, reasoningTokens: 40 })).toEqual(['output 45×400']);
  });

  it('bills reasoning apart where it has a rate, and the rest of the output as before', () => {
    expect(linesOf({ outputTokens: 45, reasoningTokens: 40 }, { reasoning: 900 })).toEqual([
      'output 5×400',
      'reasoning 40×900',
    ]);
    expect(linesOf({ outputTokens: 45 }, { reasoning: 900 })).toEqual(['output 45×400']);
  });

  it('finds reasoning in what is left of the output beside pictures', () => {
    const usage = { outputTokens: 10, reasoningTokens: 99, apart: { imageOutput: 4 } };
    expect(linesOf(usage, { reasoning: 900, imageOutput: 7 })).toEqual(['reasoning 6×900', 'imageOutput 4×7']);
  });

  it('has no sum when output was generated that no rate prices', () => {
    expect(linesOf({ freshInputTokens: 1, outputTokens: 1 }, { output: null })).toBeUndefined();
    expect(linesOf({ freshInputTokens: 1 }, { output: null })).toEqual(['freshInput 1×100']);
  });

  it('prices audio, images and long cache writes apart where both sides know them', () => {
    const usage = {
      freshInputTokens: 100,
      cachedInputTokens: 50,
      cacheWriteTokens: 30,
      outputTokens: 20,
      apart: {
        audioInput: 10,
        imageInput: 20,
        imageCachedInput: 5,
        cacheWrite1h: 7,
        cacheWrite12h: 8,
        imageOutput: 15,
      },
    };
    const extra = {
      audioInput: 1,
      imageInput: 2,
      imageCachedInput: 3,
      cacheWrite1h: 4,
      cacheWrite12h: 5,
      imageOutput: 6,
    };
    expect(linesOf(usage, extra)).toEqual([
      'freshInput 70×100',
      'audioInput 10×1',
      'imageInput 20×2',
      'cachedInput 45×10',
      'imageCachedInput 5×3',
      'cacheWrite 15×125',
      'cacheWrite1h 7×4',
      'cacheWrite12h 8×5',
      'output 5×400',
      'imageOutput 15×6',
    ]);
  });

  it('bills them like their bucket where the model has no rate for them', () => {
    const usage = { freshInputTokens: 3, outputTokens: 2, apart: { audioInput: 1, imageInput: 1, imageOutput: 1 } };
    expect(linesOf(usage)).toEqual([
      'freshInput 1×100',
      'audioInput 1×100',
      'imageInput 1×100',
      'output 1×400',
      'imageOutput 1×400',
    ]);
  });

  it('prices drawn tokens of a model that writes no text', () => {
    const drawn = { outputTokens: 5, apart: { imageOutput: 5 } };
    expect(linesOf(drawn, { output: null, imageOutput: 7 })).toEqual(['imageOutput 5×7']);
    expect(linesOf(drawn, { output: null })).toBeUndefined();
  });

  it('never bills more than the bucket holds', () => {
    const apart = {
      audioInput: 9,
      imageInput: 9,
      imageCachedInput: 9,
      cacheWrite1h: 2,
      cacheWrite12h: 9,
      imageOutput: 9,
    };
    const usage = { freshInputTokens: 5, cachedInputTokens: 1, cacheWriteTokens: 3, outputTokens: 4, apart };
    const parts = tokenParts(usageOf(usage), rates);
    expect(parts?.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(13);
  });

  it.each([Number.NaN, -5, Number.POSITIVE_INFINITY, 0.5])('takes a count of %d for none', (count) => {
    expect(linesOf({ freshInputTokens: count, outputTokens: 1 })).toEqual(['output 1×400']);
  });
});

describe('nanoUsdOf', () => {
  const part = (quantity: number, picoUsdEach: number) => ({ bucket: 'output' as const, quantity, picoUsdEach });

  it.each([
    [0, 0],
    [499, 0],
    [500, 1],
    [999, 1],
    [1_499, 1],
    [1_500, 2],
  ])('rounds %d pico-USD half up to %d nano-USD', (pico, nano) => {
    expect(nanoUsdOf([part(1, pico)])).toBe(nano);
  });

  it('rounds the sum once, not each line', () => {
    expect(nanoUsdOf([part(1, 400), part(1, 400), part(1, 400)])).toBe(1);
    expect(nanoUsdOf([part(1, 600), part(1, 600), part(1, 200)])).toBe(1);
  });

  it('applies a promo before rounding', () => {
    expect(nanoUsdOf([part(1, 2_000)], [2_500])).toBe(1);
    expect(nanoUsdOf([part(1, 1_999)], [2_500])).toBe(0);
    expect(nanoUsdOf([part(3, 5_000)], [0])).toBe(0);
  });

  it('multiplies shares before it rounds, once', () => {
    expect(nanoUsdOf([part(1, 2_000)], [5_000, 5_000])).toBe(1);
    expect(nanoUsdOf([part(1, 1_999)], [5_000, 5_000])).toBe(0);
    expect(nanoUsdOf([part(1, 999)], [20_000, 2_500])).toBe(0);
    expect(nanoUsdOf([part(1, 1_000)], [20_000, 2_500])).toBe(1);
    expect(nanoUsdOf([part(9_007_199, 600_000_001), part(1, 1)], [20_000])).toBe(10_808_638_818_014);
  });

  it('stays exact where floating point does not', () => {
    const huge = part(9_007_199, 600_000_001);
    expect(nanoUsdOf([huge, part(1, 1)])).toBe(5_404_319_409_007);
    const limit = Number.MAX_SAFE_INTEGER;
    expect(nanoUsdOf([part(1, limit)])).toBe(9_007_199_254_741);
    expect(nanoUsdOf([part(1, limit), part(1, 509)])).toBe(9_007_199_254_742);
    expect(nanoUsdOf([part(1, limit), part(1, 508)])).toBe(9_007_199_254_741);
  });
});
