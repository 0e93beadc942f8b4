import type { PriceFacts } from '@app/contracts';
import { changedPrice, priceRequest, sampleCost, typedOwn, typedPrice } from './prices';

const RATES = { input: 750_000, cachedInput: 75_000, cacheWrite: null, output: 4_500_000 };
const PRICE: PriceFacts = {
  ...{ id: 'p#1', label: 'list', rates: RATES, tiers: [], window: null, validFrom: null, validTo: null },
  ...{ promo: null, isUnverified: false },
};
const PERIOD = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z', isStartUnverified: false };
const IN_PROMO = Date.parse('2026-11-20T00:00:00Z');

describe('a typed price', () => {
  it('is USD a million tokens here and pico-USD a token there', () => {
    expect(priceRequest('openai/m', { ...typedPrice(PRICE), validFrom: '2026-12-01' })).toEqual({
      ...{ subjectKind: 'model', subject: 'openai/m' },
      price: { label: 'own price', validFrom: '2026-12-01', rates: RATES },
    });
  });

  it.each([
    [{ promoKind: 'percent', promoPercent: '25' }, { percentOff: 25 }],
    [
      { promoKind: 'rates', promoInput: '0.5', promoOutput: '3' },
      { rates: { ...RATES, input: 500_000, output: 3_000_000 } },
    ],
  ] as const)('has the promo %j', (typed, expected) => {
    const price = { ...typedPrice(PRICE), ...typed, promoFrom: '2026-11-01', promoTo: '2026-11-30' };
    expect(priceRequest('openai/m', price).price['promo']).toEqual({
      from: '2026-11-01',
      to: '2026-11-30',
      ...expected,
    });
  });
});

describe('the cost of 1,000 tokens in and out', () => {
  it.each([
    ['without a promo', null, IN_PROMO, 5_250_000],
    ['in a promo by percent', { ...PERIOD, percentOff: 20 }, IN_PROMO, 4_200_000],
    ['after it', { ...PERIOD, percentOff: 20 }, Date.parse(PERIOD.to), 5_250_000],
    ['in a promo by rates', { ...PERIOD, rates: { ...RATES, output: 0 }, tiers: [] }, IN_PROMO, 750_000],
  ])('%s', (_, promo, now, expected) => {
    expect(sampleCost({ ...PRICE, promo }, now)).toEqual({ now: expected, usual: 5_250_000 });
  });
});

describe('an own price that is changed', () => {
  const own: PriceFacts = {
    ...PRICE,
    ...{ label: 'contract', validFrom: '2026-11-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' },
    tiers: [{ fromInputTokens: 200_000, rates: RATES }],
    promo: { ...PERIOD, percentOff: 20 },
  };

  it('is typed as it was', () => {
    expect(typedOwn(own)).toMatchObject({
      ...{ label: 'contract', input: '0.75', validFrom: '2026-11-01', validTo: '2026-12-31' },
      ...{ promoKind: 'percent', promoPercent: '20', promoFrom: '2026-11-01', promoTo: '2026-11-30' },
    });
    expect(typedOwn({ ...own, promo: { ...PERIOD, rates: RATES, tiers: [] } })).toMatchObject({
      ...{ promoKind: 'rates', promoInput: '0.75', promoOutput: '4.5' },
    });
    expect(typedOwn(PRICE)).toMatchObject({ validFrom: '', validTo: '', promoKind: 'none' });
  });

  it('keeps what cannot be typed', () => {
    const changed = changedPrice(own, { ...typedOwn(own), input: '1' });
    expect(changed).toMatchObject({ tiers: own.tiers, rates: { ...RATES, input: 1_000_000 }, validTo: '2026-12-31' });
  });

  it('loses what was taken away', () => {
    const changed = changedPrice(own, { ...typedOwn(own), validFrom: '', validTo: '', promoKind: 'none' });
    expect(changed).toMatchObject({ validFrom: null, validTo: null, promo: null });
  });
});
