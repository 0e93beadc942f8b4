import type { CostFormula, CostPart } from '@app/contracts';
import { formulaText } from './formula-text';

const input: CostPart = { bucket: 'freshInput', quantity: 1_200, picoUsdEach: 2_500_000 };
const output: CostPart = { bucket: 'output', quantity: 192, picoUsdEach: 10_000_000 };
const textOf = (fields: Partial<CostFormula> = {}): string =>
  formulaText({ pricedBy: 'reported_model', subject: 'acme/alpha', parts: [input, output], ...fields });
const SUM = '1,200 fresh input × $2.50/M + 192 output × $10.00/M';

describe('formulaText', () => {
  it.each([
    ['a plain sum', {}, `${SUM} = $0.00492`],
    ['one line', { parts: [input] }, '1,200 fresh input × $2.50/M = $0.003'],
    ['nothing', { parts: [] }, 'nothing used = $0'],
    ['a promo in percent', { percentOff: 75 }, `${SUM} − 75 % promo = $0.00123`],
    ['half a percent', { percentOff: 12.5 }, `${SUM} − 12.5 % promo = $0.004305`],
    ['a tier of service', { serviceTier: { name: 'flex', factor: 5_000 } }, `(${SUM}) × 0.5 flex = $0.00246`],
    [
      'a tier of service on one line',
      { parts: [input], serviceTier: { name: 'priority', factor: 20_000 } },
      '1,200 fresh input × $2.50/M × 2 priority = $0.006',
    ],
    [
      'both',
      { percentOff: 50, serviceTier: { name: 'fast', factor: 17_500 } },
      `(${SUM}) × 1.75 fast − 50 % promo = $0.004305`,
    ],
    ['promo rates', { atPromoRates: true }, `${SUM} = $0.00492 (promo rates)`],
    ['a long prompt', { tierFromInputTokens: 200_001 }, `${SUM} = $0.00492 (rates from 200,001 prompt tokens)`],
    ['a group', { pricedBy: 'group', subject: 'smart' }, `${SUM} = $0.00492 (price of the group smart)`],
    [
      'an assumed price on an unknown holiday',
      { pricedBy: 'dearest_of_provider', holidayUnchecked: true },
      `${SUM} = $0.00492 (no price known: that of acme/alpha, the dearest; by weekday, holidays of that year not known)`,
    ],
  ] as const)('spells out %s', (_what, fields, expected) => {
    expect(textOf(fields)).toBe(expected);
  });

  it('shows rates to their last place, and rounds only the total', () => {
    const cached: CostPart = { bucket: 'cachedInput', quantity: 1, picoUsdEach: 3_625 };
    expect(textOf({ parts: [cached] })).toBe('1 cached input × $0.003625/M = $0.000000004');
  });

  it('counts images by the piece', () => {
    const images: CostPart = { bucket: 'images', quantity: 3, picoUsdEach: 40_000_000_000 };
    expect(textOf({ parts: [images] })).toBe('3 images × $0.04 = $0.12');
  });

  it.each([
    ['reasoning', 'reasoning'],
    ['cacheWrite', 'cache write'],
    ['cacheWrite12h', 'cache write (12 h)'],
    ['imageOutput', 'image output'],
  ] as const)('calls %s "%s"', (bucket, word) => {
    expect(textOf({ parts: [{ ...input, bucket }] })).toContain(`1,200 ${word} × `);
  });
});
