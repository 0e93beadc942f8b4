import type { TokenUsage } from '@app/contracts';
import { CostService, type CostRequest } from './cost.service';
import { bundledSnapshot, priceRow } from './testing/priced-snapshot';

const service = new CostService();
const snapshot = bundledSnapshot();
const MILLION = 1_000_000;
const USD = 1_000_000_000;

const usageOf = (freshInputTokens: number, outputTokens = 0, cachedInputTokens?: number): TokenUsage => ({
  source: 'reported',
  freshInputTokens,
  outputTokens,
  cachedInputTokens,
});

function costOf(model: string, at: number | string, usage: TokenUsage, fields: Partial<CostRequest> = {}) {
  const providerId = snapshot.resolve(model)?.providerId ?? 'nobody';
  const atMs = typeof at === 'number' ? at : Date.parse(at);
  const asked = { providerId, askedModel: model, reportedModel: undefined, groupName: undefined };
  return service.costOf({ ...asked, usage, at: atMs, snapshot, ...fields });
}

describe('deepseek-v4-pro around the end of its promo', () => {
  const END = Date.parse('2026-05-31T15:59:00Z');
  const million = usageOf(MILLION, MILLION, MILLION);
  const AFTER_PROMO = { nanoUsd: (0.435 + 0.003625 + 0.87) * USD, percentOff: 0 };

  it('shows the list price with 75 % off until the last millisecond', () => {
    expect(costOf('deepseek-v4-pro', END - 1, million)).toMatchObject({
      priceId: 'deepseek/deepseek-v4-pro#1',
      percentOff: 75,
      nanoUsd: AFTER_PROMO.nanoUsd,
      parts: [
        { bucket: 'freshInput', picoUsdEach: 1_740_000 },
        { bucket: 'cachedInput', picoUsdEach: 14_500 },
        { bucket: 'output', picoUsdEach: 3_480_000 },
      ],
    });
  });

  it.each([0, 1])('goes over to the same price for good, %d ms after the end', (ms) => {
    expect(costOf('deepseek-v4-pro', END + ms, million)).toMatchObject({
      priceId: 'deepseek/deepseek-v4-pro#2',
      ...AFTER_PROMO,
    });
  });

  it('had no price before it was launched', () => {
    const launch = Date.parse('2026-04-24T00:00:00Z');
    expect(costOf('deepseek-v4-pro', launch - 1, million).state).toBe('unpriced');
    expect(costOf('deepseek-v4-pro', launch, million).percentOff).toBe(75);
  });
});

describe("DeepSeek's peak hours", () => {
  const rateAt = (at: string, offsetMs = 0) =>
    costOf('deepseek-v4-pro', Date.parse(at) + offsetMs, usageOf(1)).parts[0]?.picoUsdEach;
  const OFF_PEAK = 660_000;
  const PEAK = 1_320_000;

  it.each([
    ['2026-11-23T01:00:00Z', OFF_PEAK, PEAK],
    ['2026-11-23T04:00:00Z', PEAK, OFF_PEAK],
    ['2026-11-27T06:00:00Z', OFF_PEAK, PEAK],
    ['2026-11-27T10:00:00Z', PEAK, OFF_PEAK],
    ['2026-11-28T01:00:00Z', OFF_PEAK, OFF_PEAK],
    ['2026-11-22T06:00:00Z', OFF_PEAK, OFF_PEAK],
    ['2026-08-16T16:00:00Z', 435_000, OFF_PEAK],
  ])('change the rate at %s from %d to %d', (boundary, before, after) => {
    expect(rateAt(boundary, -1)).toBe(before);
    expect(rateAt(boundary)).toBe(after);
    expect(rateAt(boundary, 1)).toBe(after);
  });

  it('rest on the holidays that are known', () => {
    expect(rateAt('2026-09-30T02:00:00Z')).toBe(PEAK);
    expect(rateAt('2026-10-01T02:00:00Z')).toBe(OFF_PEAK);
    expect(rateAt('2026-10-07T09:59:59Z')).toBe(OFF_PEAK);
    expect(rateAt('2026-10-08T02:00:00Z')).toBe(PEAK);
  });

  it.each([
    ['2026-11-23T02:00:00Z', PEAK, false],
    ['2026-10-01T02:00:00Z', OFF_PEAK, false],
    ['2027-01-01T02:00:00Z', PEAK, true],
    ['2027-01-01T05:00:00Z', OFF_PEAK, false],
  ])('are told by the weekday in a year without a list, and the cost says so: %s', (at, rate, isUnchecked) => {
    const cost = costOf('deepseek-v4-pro', at, usageOf(1));
    expect([cost.parts[0]?.picoUsdEach, cost.holidayUnchecked]).toEqual([rate, isUnchecked]);
  });
});

describe('long prompts', () => {
  const NOW = '2026-11-22T00:00:00Z';

  it('trap 11: exactly 200,000 tokens for Grok are in the upper tier, one less in the lower', () => {
    expect(costOf('grok-4.3', NOW, usageOf(200_000)).nanoUsd).toBe(200_000 * 2_500);
    expect(costOf('grok-4.3', NOW, usageOf(199_999)).nanoUsd).toBe(199_999 * 1_250);
  });

  it.each([
    ['gemini-2.5-pro', 200_000, 1_250_000],
    ['gemini-2.5-pro', 200_001, 2_500_000],
    ['gpt-5.4', 272_000, 2_500_000],
    ['gpt-5.4', 272_001, 5_000_000],
  ])('%s prices all %d tokens at %d pico-USD', (model, tokens, rate) => {
    const cost = costOf(model, NOW, usageOf(tokens));
    expect(cost.parts).toEqual([{ bucket: 'freshInput', quantity: tokens, picoUsdEach: rate }]);
    expect(cost.nanoUsd).toBe((tokens * rate) / 1_000);
  });

  it('count cached tokens and raise cached and output rates too', () => {
    expect(costOf('grok-4.3', NOW, usageOf(1_000, 10, 199_000))).toMatchObject({
      tierFromInputTokens: 200_000,
      nanoUsd: 1_000 * 2_500 + 199_000 * 400 + 10 * 5_000,
    });
  });
});

describe('the bill of one request', () => {
  const NOW = '2026-11-22T00:00:00Z';

  it('charges 86 fresh and 1,920 cached tokens of 2,006 at their own rates', () => {
    expect(costOf('gpt-4o', NOW, usageOf(86, 300, 1_920)).nanoUsd).toBe(86 * 2_500 + 1_920 * 1_250 + 300 * 10_000);
  });

  it('goes by the model that answered', () => {
    const cost = costOf('grok-4', NOW, usageOf(10, 45), { reportedModel: 'grok-4.3' });
    expect(cost).toMatchObject({ subject: 'grok/grok-4.3', nanoUsd: 10 * 1_250 + 45 * 2_500 });
    expect(costOf('gpt-4o', NOW, usageOf(1), { reportedModel: 'gpt-4o-2024-08-06' }).priceId).toBe('openai/gpt-4o#1');
    const fallback = costOf('gemini-2.5-pro', NOW, usageOf(1), { reportedModel: 'gemini-3.8-flash' });
    expect(fallback.priceId).toBe('gemini/gemini-3.8-flash#1');
  });

  it('rounds a fraction of a nano-USD half up', () => {
    // One cached token of deepseek-v4-pro cost 3,625 pico-USD in June.
    expect(costOf('deepseek-v4-pro', '2026-06-15T00:00:00Z', usageOf(0, 0, 1)).nanoUsd).toBe(4);
    expect(costOf('deepseek-v4-pro', '2026-06-15T00:00:00Z', usageOf(0, 0, 2)).nanoUsd).toBe(7);
  });

  it('is free on a local server, whatever the model', () => {
    const local = { providerId: 'ollama', reportedModel: 'llama9:4b' };
    expect(costOf('llama9', NOW, usageOf(500, 500), local)).toMatchObject({
      state: 'free',
      nanoUsd: 0,
      priceId: 'ollama/*#1',
    });
  });

  it('is unknown for a model that the catalogue lacks', () => {
    expect(costOf('x', NOW, usageOf(1), { providerId: 'openai', reportedModel: 'gpt-9' }).state).toBe('unpriced');
  });

  describe('of a group, answered by a model that the catalogue lacks', () => {
    const asked = { providerId: 'deepseek', reportedModel: 'deepseek-v9', groupName: 'deepseek-auto' };
    const price = { ...priceRow('own#1'), validFrom: '2026-01-01T00:00:00Z' };
    const priceOverrides = [{ id: '1', subjectKind: 'group', subject: 'deepseek-auto', price } as const];

    // What the targets of the group are sent as: ended names in replays, else their replacement, which has a price.
    it.each(['deepseek-chat', 'deepseek-reasoner', 'deepseek-flash'])("is the group's price, sent as %s", (sent) => {
      const cost = costOf(sent, NOW, usageOf(1_000, 100), { ...asked, snapshot: bundledSnapshot({ priceOverrides }) });
      expect(cost).toMatchObject({ pricedBy: 'group', subject: 'deepseek-auto', nanoUsd: 1_400_000 });
    });

    it.each(['deepseek-chat', 'deepseek-reasoner', 'deepseek-flash'])('is unknown without one, never 0: %s', (sent) => {
      expect(costOf(sent, NOW, usageOf(1_000, 100), asked)).toMatchObject({ state: 'unpriced', nanoUsd: null });
    });
  });

  it('prices images by the piece or by their tokens', () => {
    const none: TokenUsage = { source: 'estimated', freshInputTokens: 0, outputTokens: 0 };
    expect(costOf('dall-e-3', NOW, none, { images: { count: 2, quality: 'hd' } }).nanoUsd).toBe(0.16 * USD);
    expect(costOf('imagen-4.0-fast-generate-001', NOW, none, { images: { count: 1 } }).nanoUsd).toBe(0.02 * USD);
    const drawn: TokenUsage = { ...usageOf(10, 1_056), apart: { imageOutput: 1_056 } };
    expect(costOf('gpt-image-2', NOW, drawn, { images: { count: 1 } }).nanoUsd).toBe(10 * 5_000 + 1_056 * 30_000);
  });
});
