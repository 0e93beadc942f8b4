import type { PriceFacts } from '@app/contracts';
import type { ModelView } from '@app/contracts/admin';
import { endingSoon, priceRequest, sampleCost, typedPrice } from './prices';

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

it('warns of what ends within 90 days, the next one first', () => {
  const model = (id: string, shutdownAt: string | null): ModelView => ({ id, shutdownAt }) as ModelView;
  const models = [
    ...[
      model('later', '2027-01-05T00:00:00Z'),
      model('soon', '2026-11-25T00:00:00Z'),
      model('gone', '2026-11-01T00:00:00Z'),
    ],
    ...[model('far', '2027-06-01T00:00:00Z'), model('never', null)],
  ];
  expect(endingSoon(models, IN_PROMO).map(({ id }) => id)).toEqual(['soon', 'later']);
});
