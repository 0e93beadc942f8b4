import { comingDates } from './coming-dates';

const NOW = Date.parse('2026-11-20T00:00:00Z');
const model = (id: string, shutdownAt: string | null, promo: object | null = null) =>
  ({ id, shutdownAt, replacement: id === 'old' ? 'new' : null, price: { promo } }) as never;
const texts = (...models: never[]): string[] => comingDates(models, NOW).map(({ text }) => text);

it('tells of ends within 90 days, the next one first', () => {
  expect(
    texts(
      model('later', '2027-01-05T00:00:00Z'),
      model('old', '2026-11-25T00:00:00Z'),
      model('gone', '2026-11-01T00:00:00Z'),
      model('far', '2027-06-01T00:00:00Z'),
      model('never', null),
    ),
  ).toEqual(['old ends; its replacement is new', 'later ends']);
});

it('tells of promos that begin and end', () => {
  const promo = { from: '2026-12-01T00:00:00Z', to: '2026-12-31T00:00:00Z' };
  expect(texts(model('a', null, promo), model('b', null, { ...promo, from: '2026-11-01T00:00:00Z' }))).toEqual([
    ...['the promo of a begins', 'the promo of a ends', 'the promo of b ends'],
  ]);
});

it('knows models without a price', () => {
  expect(texts({ ...(model('a', null) as object), price: null } as never)).toEqual([]);
});
