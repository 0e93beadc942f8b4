import type { PriceFacts, PromoFacts, TokenUsage } from '@app/contracts';
import { CostService } from './cost.service';
import { formulaOf, nanoUsdOfFormula } from './formula/cost-formula';
import { pricedModel, priceRow, RATES, snapshotOf } from './testing/priced-snapshot';

const FROM = '2026-03-01T08:30:00Z';
const TO = '2026-03-31T23:59:59.500Z';
const period = { from: FROM, to: TO, isStartUnverified: false };
const costs = new CostService();
const usage: TokenUsage = { source: 'reported', freshInputTokens: 1_000, outputTokens: 101 };
/** 1,000 × 1 and 101 × 4 USD per million. */
const LIST = 1_404_000;

function costAt(
  at: string | number,
  promo: PromoFacts,
  fields: Partial<PriceFacts> = {},
  use: Partial<TokenUsage> = {},
) {
  const snapshot = snapshotOf([pricedModel('alpha', [priceRow('acme/alpha#1', { promo, ...fields })])]);
  const names = { providerId: 'acme', reportedModel: 'alpha', askedModel: 'alpha', groupName: undefined };
  return costs.costOf({
    ...names,
    usage: { ...usage, ...use },
    at: typeof at === 'number' ? at : Date.parse(at),
    snapshot,
  });
}

const percent: PromoFacts = { percentOff: 20, ...period };
const price: PromoFacts = { rates: { ...RATES, input: 500_000, output: 3_000_000 }, tiers: [], ...period };

describe.each([
  ['in percent', percent, 1_123_200],
  ['by price', price, 803_000],
])('a promo %s', (_kind, promo, reduced) => {
  it.each([
    [FROM, -1, false],
    [FROM, 0, true],
    [FROM, 1, true],
    [TO, -1, true],
    [TO, 0, false],
    [TO, 1, false],
  ])('holds from its start to before its end: %s %d ms is %s', (instant, offsetMs, isOn) => {
    const cost = costAt(Date.parse(instant) + offsetMs, promo);
    expect(cost).toMatchObject({
      priceId: 'acme/alpha#1',
      nanoUsd: isOn ? reduced : LIST,
      savedNanoUsd: isOn ? LIST - reduced : null,
    });
  });

  it('is part of the formula, from which the cost can be worked out again', () => {
    const cost = costAt(FROM, promo);
    const formula = formulaOf(cost);
    expect(formula && nanoUsdOfFormula(formula)).toBe(reduced);
  });

  it('is multiplied by the tier of service, and so is what it saves', () => {
    const cost = costAt(FROM, promo, { serviceTiers: { flex: 5_000 } }, { serviceTier: 'flex' });
    expect(cost).toMatchObject({ nanoUsd: reduced / 2, savedNanoUsd: (LIST - reduced) / 2 });
    expect(cost.serviceTier).toEqual({ name: 'flex', factor: 5_000 });
  });
});

describe('a promo in percent', () => {
  it('rounds once, after the promo and the tier', () => {
    // 1 token at 1,000 pico-USD is 1 nano-USD; an eighth of it is none, an eighth of 4 is half a one.
    const rates = { input: 1_000, cachedInput: null, cacheWrite: null, output: 0 };
    const costOf = (tokens: number) =>
      costAt(
        FROM,
        { percentOff: 75, ...period },
        { rates, serviceTiers: { flex: 5_000 } },
        { freshInputTokens: tokens, outputTokens: 0, serviceTier: 'flex' },
      ).nanoUsd;
    expect([1, 3, 4, 11, 12].map(costOf)).toEqual([0, 0, 1, 1, 2]);
  });
});

describe('a promo by price', () => {
  const tier = { fromInputTokens: 1_000, rates: { ...RATES, input: 9_000_000 } };

  it('has tiers of its own, or none', () => {
    expect(costAt(FROM, price, { tiers: [tier] })).toMatchObject({
      nanoUsd: 803_000,
      savedNanoUsd: 9_404_000 - 803_000,
      tierFromInputTokens: null,
    });
    const tiered = { ...price, tiers: [{ ...tier, rates: { ...RATES, input: 2_000_000 } }] };
    expect(costAt(FROM, tiered, { tiers: [tier] })).toMatchObject({ nanoUsd: 2_404_000, tierFromInputTokens: 1_000 });
  });

  it('shows its own rates in the lines', () => {
    expect(costAt(FROM, price)).toMatchObject({
      isAtPromoRates: true,
      percentOff: 0,
      parts: [{ picoUsdEach: 500_000 }, { picoUsdEach: 3_000_000 }],
    });
  });

  it('may price what the list does not: then nobody can say what it saved', () => {
    const mute = { rates: { ...RATES, output: null } };
    expect(costAt(FROM, price, mute)).toMatchObject({ state: 'priced', nanoUsd: 803_000, savedNanoUsd: null });
    expect(costAt(FROM, { ...price, rates: mute.rates }).state).toBe('unpriced');
  });
});
