import { InvalidRequestError } from '@app/common';
import { priceFromDraft } from './price-draft';

const RATES = { input: 250_000, cachedInput: null, cacheWrite: null, output: 2_000_000 };
const read = (fields: Record<string, unknown>) => priceFromDraft({ rates: RATES, ...fields }, 'openai/gpt-4o#own-1');

describe('priceFromDraft', () => {
  it('needs no more than rates', () => {
    expect(read({})).toEqual({
      ...{ id: 'openai/gpt-4o#own-1', label: 'own price', rates: RATES, isUnverified: false },
      ...{ validFrom: null, validTo: null, tiers: [], window: null, promo: null },
    });
  });

  it.each([
    ['2026-05-31', '2026-06-01T00:00:00.000Z'],
    ['2026-12-31', '2027-01-01T00:00:00.000Z'],
    ['2028-02-28', '2028-02-29T00:00:00.000Z'],
    ['2026-05-31T15:59:00Z', '2026-05-31T15:59:00Z'],
  ])('ends with %s at %s', (written, meant) => {
    const promo = { percentOff: 75, from: '2026-05-01', to: written };
    expect(read({ validTo: written, promo })).toMatchObject({
      validTo: meant,
      promo: { from: '2026-05-01T00:00:00Z', to: meant, isStartUnverified: false },
    });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['a negative rate', { rates: { ...RATES, input: -1 } }, /rates\.input/],
    ['a rate that is no integer', { rates: { ...RATES, output: 0.5 } }, /rates\.output/],
    ['no rates', { rates: undefined }, /rates/],
    ['a field nobody knows', { currency: 'EUR' }, /currency/],
    ['an end before its beginning', { validFrom: '2026-06-02', validTo: '2026-06-01' }, /later than validFrom/],
    ['a day there is not', { validTo: '2026-02-31' }, /validTo/],
    ['more than all off', { promo: { percentOff: 101, from: '2026-01-01', to: '2026-02-01' } }, /promo/],
  ])('refuses %s', (_, fields, message) => {
    expect(() => read(fields)).toThrow(InvalidRequestError);
    expect(() => read(fields)).toThrow(message);
  });

  it('takes no id from outside', () => {
    expect(read({ id: 'openai/gpt-4o#1', isUnverified: true })).toMatchObject({
      id: 'openai/gpt-4o#own-1',
      isUnverified: false,
    });
  });
});
