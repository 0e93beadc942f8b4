import { costByImages, costByTokens, isHoliday, rowAt, scaled } from './golden-prices.js';
import { momentsOf, samplesOf, usesOf } from './golden-cases.js';

const instant = (date: string): number => Date.parse(date.length === 10 ? `${date}T00:00:00Z` : date);
const row = (fields: object = {}) => ({
  label: 'list',
  valid_from: null,
  valid_to: null,
  input: 2,
  cached_input: 0.5,
  cache_write: null,
  output: 8,
  ...fields,
});
const model = (fields: object = {}) => ({
  id: 'alpha',
  provider: 'acme',
  mode: 'chat',
  note: null,
  request_flags: {},
  prices: [row()],
  image_prices: null,
  ...fields,
});
const NOW = instant('2026-11-23T02:00:00Z');

describe('scaled', () => {
  it.each([
    [0.003625, 6, 3_625n],
    [1.74, 6, 1_740_000n],
    [600, 6, 600_000_000n],
    [0, 9, 0n],
  ])('reads %d with %d places as %d', (value, places, expected) => {
    expect(scaled(value, places)).toBe(expected);
  });

  it.each([0.0000001, 1e-7, 1e21])('refuses %d', (value) => {
    expect(() => scaled(value, 6)).toThrow('is finer than');
  });
});

describe('costByTokens', () => {
  it('sums each kind of token at its rate', () => {
    const use = { fresh: 100, cached: 40, write: 10, out: 5 };
    expect(costByTokens(model(), use, NOW)).toEqual({ price: 'acme/alpha#1', nanoUsd: 220_000 + 20_000 + 40_000 });
  });

  it.each([
    [100_000, {}, 200_000_000],
    [100_001, {}, 300_003_000],
    [100_000, { long_context_threshold: 100_000 }, 300_000_000],
  ])('charges %d tokens with %j by their tier', (fresh, request_flags, nanoUsd) => {
    const tiers = [{ ...row({ input: 3 }), input_tokens_above: 100_000 }];
    expect(costByTokens(model({ request_flags, prices: [row({ tiers })] }), { fresh }, NOW)).toMatchObject({ nanoUsd });
  });

  it.each([
    ['flex', 'openai', null, 1_000],
    ['priority', 'openai', null, undefined],
    ['priority', 'openai', 'fast mode double', 4_000],
    ['flex', 'acme', null, undefined],
    ['default', 'acme', null, 2_000],
  ])('charges the tier %s of %s (%s)', (tier, provider, note, nanoUsd) => {
    expect(costByTokens(model({ provider, note }), { fresh: 1, tier }, NOW)?.nanoUsd).toBe(nanoUsd);
  });

  it('takes a promo off and says what it saved', () => {
    const promo = { percent_off: 75, from: '2026-01-01', to: '2026-11-23T02:00:00.001Z' };
    const promoted = model({ prices: [row({ promo })] });
    expect(costByTokens(promoted, { fresh: 1 }, NOW)).toMatchObject({ nanoUsd: 500, saved: 1_500 });
    expect(costByTokens(promoted, { fresh: 1 }, NOW + 1)).toEqual({ price: 'acme/alpha#1', nanoUsd: 2_000 });
  });

  it('has no cost without a rate or a row', () => {
    expect(costByTokens(model({ prices: [row({ output: null })] }), { out: 1 }, NOW)).toBeNull();
    expect(costByTokens(model({ prices: [row({ valid_to: '2026-11-23' })] }), { out: 1 }, NOW)).toBeNull();
  });
});

describe('weekly windows', () => {
  const when = {
    type: 'utc_windows',
    days: ['mon'],
    windows: [['01:00', '04:00']],
    excludes: 'Chinese public holidays',
  };
  const prices = [row({ when: { type: 'otherwise' } }), row({ when, valid_from: '2026-08-01' })];

  it.each([
    ['2026-11-23T00:59:59.999Z', 1],
    ['2026-11-23T01:00:00Z', 2],
    ['2026-11-23T03:59:59.999Z', 2],
    ['2026-11-23T04:00:00Z', 1],
    ['2026-10-05T02:00:00Z', 1],
    ['2026-11-24T02:00:00Z', 1],
  ])('pick the row at %s', (moment, number) => {
    expect(rowAt(prices, instant(moment))?.number).toBe(number);
  });

  it('know the holidays of one year', () => {
    const days = ['2026-10-07T23:59:59Z', '2026-10-08', '2027-01-01'].map(instant);
    expect(days.map((day) => isHoliday(when.excludes, day))).toEqual([true, false, undefined]);
  });

  it('are tried at every edge of a week, and inside', () => {
    const moments: number[] = momentsOf(model({ prices }), instant);
    for (const edge of ['2026-08-03T01:00:00Z', '2026-08-03T04:00:00Z', '2027-01-01T01:00:00Z'].map(instant))
      expect(moments).toEqual(expect.arrayContaining([edge - 1, edge, edge + 1]));
    expect(samplesOf(model({ prices: prices.slice(1) }), instant, NOW)).toContain(instant('2026-08-03T01:00:00Z'));
  });
});

describe('images', () => {
  const painter = model({
    image_prices: { by_quality_and_size: { hd: { big: 0.12 }, standard: { '1024x1024': 0.04 } } },
  });

  it.each([
    [{ count: 1 }, 40_000_000],
    [{ count: 3, quality: 'hd', size: 'big' }, 360_000_000],
    [{ count: 1, quality: 'hd' }, undefined],
  ])('%j cost %d', (images, nanoUsd) => {
    expect(costByImages(painter, images)?.nanoUsd).toBe(nanoUsd);
  });

  it('are tried in every quality and size', () => {
    const { all } = usesOf(painter) as { all: { images?: object }[] };
    expect(all).toContainEqual({ images: { count: 1, quality: 'hd', size: 'big' } });
    expect(all).toContainEqual({ images: { count: 3 } });
  });
});
