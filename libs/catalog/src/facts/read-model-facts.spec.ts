import type { ModelFacts, PriceFacts } from '@app/contracts';
import { InvalidCatalogError } from '../invalid-catalog.error';
import { factsOf, lifecycleOf, priceOf } from '../testing/facts';
import { readModelFacts, readPriceFacts } from './read-model-facts';

const fileOf = (models: readonly unknown[], fields: object = {}) => ({
  provider: 'acme',
  compiled: '2026-11-22',
  sources: { page: { what: 'a page', date: null } },
  models,
  ...fields,
});
const readOne = (fields: object) => readModelFacts(fileOf([{ ...factsOf('alpha'), ...fields }]));
const readPrice = (fields: object) => readOne({ prices: [{ ...priceOf('acme/alpha#1'), ...fields }] });

describe('readModelFacts', () => {
  it('returns what the file says', () => {
    const alpha = factsOf('alpha', {
      sources: ['page'],
      prices: [priceOf('acme/alpha#1', { tiers: [{ fromInputTokens: 10, rates: priceOf('x').rates }] })],
      lifecycle: lifecycleOf({ replacement: { model: 'beta', set: { thinking: { type: 'disabled' } } } }),
      imagePrices: { kind: 'image_size', nanoUsd: { '1K': 1 } },
    });
    expect(readModelFacts(fileOf([alpha, factsOf('beta')]))).toEqual([alpha, factsOf('beta')]);
  });

  it.each([
    ['a missing field', { mode: undefined }, 'models[0].mode'],
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['an empty name', { snapshots: [''] }, 'models[0].snapshots[0]'],
    ['a context of no tokens', { contextWindowTokens: 0 }, 'models[0].contextWindowTokens'],
    ['a date alone', { lifecycle: lifecycleOf({ shutdownAt: '2026-05-12' }) }, 'models[0].lifecycle.shutdownAt'],
    ['an instant in local time', { lifecycle: lifecycleOf({ shutdownAt: '2026-05-12T00:00:00+02:00' }) }, 'shutdownAt'],
    ['a table of image prices', { imagePrices: { kind: 'flat', nanoUsd: 0.5 } }, 'models[0].imagePrices.nanoUsd'],
  ])('refuses %s, naming file and path', (_what, fields, path) => {
    expect(() => readOne(fields)).toThrow(InvalidCatalogError);
    expect(() => readOne(fields)).toThrow('acme.models.json: ');
    expect(() => readOne(fields)).toThrow(path);
  });

  it.each([
    ['a rate in fractions', { rates: { ...priceOf('x').rates, input: 0.5 } }, 'models[0].prices[0].rates.input'],
    ['a negative rate', { rates: { ...priceOf('x').rates, output: -1 } }, 'models[0].prices[0].rates.output'],
    ['an unknown rate', { rates: { ...priceOf('x').rates, video: 1 } }, 'models[0].prices[0].rates'],
    ['a range that ends first', { validFrom: '2026-02-01T00:00:00Z', validTo: '2026-01-01T00:00:00Z' }, 'validTo'],
    ['an empty week', { window: windowOf([['01:00', '02:00']], []) }, 'models[0].prices[0].window.days'],
    ['a window of no length', { window: windowOf([['01:00', '01:00']]) }, 'models[0].prices[0].window.windows[0]'],
    ['a window over midnight', { window: windowOf([['22:00', '02:00']]) }, 'models[0].prices[0].window.windows[0]'],
    ['a time that is none', { window: windowOf([['25:00', '26:00']]) }, 'must be HH:MM'],
    ['a promo above 100 %', { promo: promoOf({ percentOff: 101 }) }, 'models[0].prices[0].promo.percentOff'],
    ['a promo of odd precision', { promo: promoOf({ percentOff: 0.001 }) }, 'models[0].prices[0].promo.percentOff'],
    ['a tier of service in capitals', { serviceTiers: { Flex: 5000 } }, 'serviceTiers.Flex'],
    ['a tier of service for nothing', { serviceTiers: { flex: 0 } }, 'serviceTiers.flex'],
    ['a tier of service in fractions', { serviceTiers: { flex: 0.5 } }, 'serviceTiers.flex'],
    ['a promo of both kinds', { promo: { ...promoOf(), rates: priceOf('x').rates, tiers: [] } }, '.promo'],
    ['a promo of no kind', { promo: promoOf({ percentOff: undefined }) }, '.promo'],
    ['a promo at a negative price', { promo: pricePromoOf({ input: -1 }) }, 'promo.rates.input'],
    ['a promo that ends first', { promo: promoOf({ to: '2025-01-01T00:00:00Z' }) }, 'must start before it ends'],
  ])('refuses a price with %s', (_what, fields, path) => {
    expect(() => readPrice(fields)).toThrow(path);
  });

  it.each([
    ['tiers of service', { serviceTiers: { flex: 5_000, priority: 17_500 } }],
    ['a rate for reasoning', { rates: { ...priceOf('x').rates, reasoning: 9 } }],
    ['a promo in percent', { promo: promoOf() }],
    ['a promo by price', { promo: pricePromoOf({}) }],
  ])('reads %s', (_what, fields) => {
    expect(readPrice(fields)[0]?.prices[0]).toMatchObject(fields);
  });

  it('lets a window reach midnight', () => {
    const window = windowOf([['22:00', '24:00']]);
    expect(readPrice({ window })[0]?.prices[0]?.window).toEqual(window);
  });

  it('refuses a model of another provider and a source that nobody describes', () => {
    expect(() => readOne({ providerId: 'other' })).toThrow('models[0].providerId: "other" is not "acme"');
    expect(() => readOne({ sources: ['toString'] })).toThrow('models[0].sources: "toString" is not described');
  });

  it.each([[null], ['text'], [{}], [[]]])('says so when the file is %j', (raw) => {
    expect(() => readModelFacts(raw)).toThrow('models.json of an unnamed provider: ');
  });

  it('reports every problem at once', () => {
    const broken: Partial<Record<keyof ModelFacts, unknown>> = { mode: 'video', isCore: 'yes' };
    expect(() => readOne(broken)).toThrow(/models\[0\]\.mode: .*; models\[0\]\.isCore: /);
  });
});

describe('readPriceFacts', () => {
  it('returns a valid row', () => {
    const price: PriceFacts = priceOf('row-1', { promo: promoOf() });
    expect(readPriceFacts(price, 'row 1')).toEqual(price);
  });

  it('names the row it refuses', () => {
    expect(() => readPriceFacts({ ...priceOf('row-1'), label: 5 }, 'row 1')).toThrow('row 1: label: ');
    expect(() => readPriceFacts(null, 'row 1')).toThrow('row 1: content: ');
  });
});

function windowOf(windows: [string, string][], days: string[] = ['mon']) {
  return { kind: 'utc_windows', days, windows, excludes: null, clock: null };
}

function promoOf(fields: object = {}) {
  return {
    percentOff: 12.5,
    from: '2026-01-01T00:00:00Z',
    to: '2026-02-01T00:00:00Z',
    isStartUnverified: false,
    ...fields,
  };
}

function pricePromoOf(rates: object) {
  const { from, to, isStartUnverified } = promoOf();
  return { rates: { ...priceOf('x').rates, ...rates }, tiers: [], from, to, isStartUnverified };
}
