import type { PriceFacts } from '@app/contracts';
import { compilePrices } from './price-lookup';
import { serviceTierOf } from './service-tier';
import { priceRow } from './testing/priced-snapshot';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const pricesOf = (...layers: PriceFacts[][]) => compilePrices({ subject: 'acme/alpha', layers, imagePrices: null }, {});
const tiered = priceRow('acme/alpha#1', { serviceTiers: { flex: 5_000, priority: 17_500 } });
const tierOf = (word: string | undefined, ...layers: PriceFacts[][]) => serviceTierOf(word, pricesOf(...layers), NOW);

describe('serviceTierOf', () => {
  it.each([undefined, '', 'auto', 'default', 'standard', 'STANDARD'])('knows %s as the list price', (word) => {
    expect(tierOf(word, [tiered])).toBeNull();
    expect(tierOf(word)).toBeNull();
  });

  it.each([
    ['flex', { name: 'flex', factor: 5_000 }],
    ['FLEX', { name: 'flex', factor: 5_000 }],
    ['priority', { name: 'priority', factor: 17_500 }],
  ])('finds the factor of %s', (word, expected) => {
    expect(tierOf(word, [tiered])).toEqual(expected);
  });

  it.each(['scale', 'constructor', '__proto__'])('does not guess what %s costs', (word) => {
    expect(tierOf(word, [tiered])).toBeUndefined();
    expect(tierOf(word)).toBeUndefined();
  });

  it("asks the vendor's row where an operator's says nothing, and no other", () => {
    const own = priceRow('own#1');
    const cheaper = priceRow('own#2', { serviceTiers: { flex: 4_000 } });
    expect(tierOf('flex', [own], [tiered])?.factor).toBe(5_000);
    expect(tierOf('flex', [cheaper], [tiered])?.factor).toBe(4_000);
    const past = priceRow('old#1', { validTo: '2026-01-01T00:00:00Z', serviceTiers: { scale: 1 } });
    expect(tierOf('scale', [own], [past, tiered])).toBeUndefined();
  });
});
