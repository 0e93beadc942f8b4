import type { HolidayCalendars, PriceFacts, PriceWindow } from '@app/contracts';
import { compilePrices, isHolidayUnchecked, priceAt, promoAt } from './price-lookup';
import { rateCardOf, tierFor } from './rate-card';
import { priceRow, RATES } from './testing/priced-snapshot';

const MARCH = '2026-03-01T00:00:00Z';
const JUNE = '2026-06-01T00:00:00Z';
const marchMs = Date.parse(MARCH);
const juneMs = Date.parse(JUNE);

const holidays: HolidayCalendars = { holidays: { '2026': ['2026-06-08'], '2027': [] } };
const pricesOf = (...layers: PriceFacts[][]) =>
  compilePrices({ subject: 'acme/alpha', layers, imagePrices: null }, holidays);
const idAt = (atMs: number, ...layers: PriceFacts[][]) => priceAt(pricesOf(...layers), atMs)?.facts.id;
const only = (row: PriceFacts) => {
  const price = priceAt(pricesOf([row]), 0);
  if (!price) throw new Error('the row should apply');
  return price;
};

const mornings: PriceWindow = {
  kind: 'utc_windows',
  days: ['mon'],
  windows: [['06:00', '10:00']],
  excludes: null,
  clock: null,
};
const mondayMorning = Date.parse('2026-06-08T07:00:00Z');
const mondayNoon = Date.parse('2026-06-08T12:00:00Z');

describe('priceAt', () => {
  it('takes a row from its first millisecond to before its end', () => {
    const row = priceRow('spring', { validFrom: MARCH, validTo: JUNE });
    expect(idAt(marchMs - 1, [row])).toBeUndefined();
    expect(idAt(marchMs, [row])).toBe('spring');
    expect(idAt(juneMs - 1, [row])).toBe('spring');
    expect(idAt(juneMs, [row])).toBeUndefined();
  });

  it('leaves no gap and no overlap between rows that meet', () => {
    const rows = [priceRow('old', { validTo: JUNE }), priceRow('new', { validFrom: JUNE })];
    expect(idAt(juneMs - 1, rows)).toBe('old');
    expect(idAt(juneMs, rows)).toBe('new');
  });

  it('finds nothing in an empty book', () => {
    expect(idAt(0)).toBeUndefined();
    expect(idAt(0, [])).toBeUndefined();
  });

  it('asks the next layer where the first has nothing valid', () => {
    const layers = [[priceRow('own', { validFrom: JUNE })], [priceRow('list')]];
    expect(idAt(juneMs - 1, ...layers)).toBe('list');
    expect(idAt(juneMs, ...layers)).toBe('own');
  });

  it('prefers a window that matches, in whatever order the rows come', () => {
    const rows = [priceRow('rest', { window: { kind: 'otherwise' } }), priceRow('peak', { window: mornings })];
    for (const order of [rows, rows.toReversed()]) {
      expect(idAt(mondayMorning, order)).toBe('peak');
      expect(idAt(mondayNoon, order)).toBe('rest');
    }
  });

  it('keeps the peak row when only the rest of the week got a newer price', () => {
    const rows = [
      priceRow('peak', { window: mornings, validFrom: MARCH }),
      priceRow('rest', { window: { kind: 'otherwise' }, validFrom: MARCH }),
      priceRow('newer rest', { window: { kind: 'otherwise' }, validFrom: JUNE }),
    ];
    expect(idAt(mondayMorning, rows)).toBe('peak');
    expect(idAt(mondayNoon, rows)).toBe('newer rest');
  });

  it('takes the row that became valid last, then the one added last', () => {
    const rows = [priceRow('first'), priceRow('june', { validFrom: JUNE }), priceRow('march', { validFrom: MARCH })];
    expect(idAt(juneMs, rows)).toBe('june');
    expect(idAt(juneMs - 1, rows)).toBe('march');
    expect(idAt(juneMs, [priceRow('one'), priceRow('two')])).toBe('two');
  });
});

describe('tierFor', () => {
  const tiers = [
    { fromInputTokens: 1_000, rates: RATES },
    { fromInputTokens: 50, rates: RATES },
  ];

  it.each([
    [0, null],
    [49, null],
    [50, 50],
    [999, 50],
    [1_000, 1_000],
    [1_000_000, 1_000],
  ])('prices %d prompt tokens from tier %s', (promptTokens, expected) => {
    expect(tierFor(rateCardOf({ rates: RATES, tiers }), promptTokens)?.fromInputTokens ?? null).toBe(expected);
  });
});

describe('promoAt', () => {
  it('is the promo of the row while it runs', () => {
    const promo = { percentOff: 20, from: MARCH, to: JUNE, isStartUnverified: false };
    const price = only(priceRow('x', { promo }));
    expect(promoAt(price, marchMs)).toMatchObject({ kind: 'percent', percentOff: 20 });
    expect(promoAt(price, juneMs)).toBeNull();
    expect(promoAt(only(priceRow('x')), marchMs)).toBeNull();
  });
});

describe('isFree', () => {
  const none = { input: 0, cachedInput: 0, cacheWrite: null, output: 0 };

  it.each([
    ['every rate is zero', { rates: none }, true],
    ['one rate is not', { rates: { ...none, audioInput: 1 } }, false],
    ['a tier costs something', { rates: none, tiers: [{ fromInputTokens: 5, rates: RATES }] }, false],
    ['it is an ordinary row', {}, false],
  ])('when %s: %s', (_when, fields, expected) => {
    expect(only(priceRow('x', fields)).isFree).toBe(expected);
  });
});

describe('holidays', () => {
  const rows = [
    priceRow('peak', { window: { ...mornings, excludes: 'holidays' } }),
    priceRow('rest', { window: { kind: 'otherwise' } }),
  ];

  it('suspend the window for a whole UTC day, and only then', () => {
    const at = (instant: string) => idAt(Date.parse(instant), rows);
    expect(at('2026-06-01T07:00:00Z')).toBe('peak');
    expect(at('2026-06-08T06:00:00Z')).toBe('rest');
    expect(at('2026-06-08T09:59:59Z')).toBe('rest');
    expect(at('2026-06-15T07:00:00Z')).toBe('peak');
  });

  it('of another calendar mean nothing to it', () => {
    const others = [priceRow('peak', { window: { ...mornings, excludes: 'constructor' } })];
    expect(idAt(mondayMorning, others)).toBe('peak');
  });

  it.each([
    ['a year with a list', '2026-06-15T07:00:00Z', false],
    ['a year whose list is empty', '2027-06-07T07:00:00Z', false],
    ['a year without one', '2028-06-05T07:00:00Z', true],
    ['the last Monday before a listed year', '2025-12-29T07:00:00Z', true],
  ])('are unchecked in %s (%s): %s', (_what, instant, expected) => {
    const price = priceAt(pricesOf(rows), Date.parse(instant));
    expect(price && [price.facts.id, isHolidayUnchecked(price, Date.parse(instant))]).toEqual(['peak', expected]);
  });

  it('concern no row without a window or without a calendar', () => {
    const moment = Date.parse('2028-06-05T07:00:00Z');
    for (const window of [null, { kind: 'otherwise' } as const, mornings]) {
      const price = priceAt(pricesOf([priceRow('x', { window })]), moment);
      expect(price && isHolidayUnchecked(price, moment)).toBe(false);
    }
  });
});
