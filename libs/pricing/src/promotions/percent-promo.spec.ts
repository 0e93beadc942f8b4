import { isRunning, percentPromoOf } from './percent-promo';

const from = '2026-04-24T00:00:00Z';
const to = '2026-05-31T15:59:00Z';
const promoOf = (percentOff: number) => percentPromoOf({ percentOff, from, to, isStartUnverified: false });

describe('percentPromoOf', () => {
  it.each([
    [75, 2_500],
    [0, 10_000],
    [100, 0],
    [12.5, 8_750],
    [33.33, 6_667],
    [0.07, 9_993],
  ])('leaves of %d %% off %d hundredths of a percent to pay', (percentOff, remaining) => {
    expect(promoOf(percentOff).remaining).toBe(remaining);
  });
});

describe('isRunning', () => {
  it.each([
    [from, -1, false],
    [from, 0, true],
    [to, -1, true],
    [to, 0, false],
    [to, 1, false],
  ])('says at %s %d ms: %s', (instant, offsetMs, expected) => {
    expect(isRunning(promoOf(75), Date.parse(instant) + offsetMs)).toBe(expected);
  });
});
