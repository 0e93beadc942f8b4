import { RATES } from '../testing/priced-snapshot';
import { isRunning, promoOf, remainingAfter } from './promo';

const period = { from: '2026-04-24T00:00:00Z', to: '2026-05-31T15:59:00Z', isStartUnverified: false };
const promo = promoOf({ percentOff: 75, ...period });

describe('promoOf', () => {
  it('keeps the percentage as a share of the price', () => {
    expect(promo).toMatchObject({ kind: 'percent', percentOff: 75, remaining: 2_500 });
  });

  it('keeps the rates of a promo by price, highest tier first', () => {
    const tiers = [
      { fromInputTokens: 5, rates: RATES },
      { fromInputTokens: 50, rates: RATES },
    ];
    expect(promoOf({ rates: RATES, tiers, ...period })).toMatchObject({
      kind: 'price',
      card: { rates: RATES, tiers: tiers.toReversed() },
    });
  });
});

describe('remainingAfter', () => {
  it.each([
    [75, 2_500],
    [0, 10_000],
    [100, 0],
    [12.5, 8_750],
    [33.33, 6_667],
    [0.07, 9_993],
  ])('leaves of %d %% off %d hundredths of a percent to pay', (percentOff, remaining) => {
    expect(remainingAfter(percentOff)).toBe(remaining);
  });
});

describe('isRunning', () => {
  it.each([
    [period.from, -1, false],
    [period.from, 0, true],
    [period.to, -1, true],
    [period.to, 0, false],
    [period.to, 1, false],
  ])('says at %s %d ms: %s', (instant, offsetMs, expected) => {
    expect(isRunning(promo, Date.parse(instant) + offsetMs)).toBe(expected);
  });
});
