import { ratingOf, ratingScaleIn } from './rating';

it('knows from the system prompt that a rating is wanted, and on what scale', () => {
  expect(ratingScaleIn(['Be brief.', 'You rate it on a scale of whole numbers from 1 to 7.'])).toBe(7);
  expect(ratingScaleIn(['Be brief.'])).toBeUndefined();
  expect(ratingScaleIn([])).toBeUndefined();
});

it.each([
  ['Hi', 10, 1],
  ['Debug this race condition.', 10, 9],
  [`${'word '.repeat(60)}`, 10, 5],
  [`prove ${'word '.repeat(600)}`, 10, 10],
  ['Hi', 3, 1],
])('rates %j on a scale to %i with %i', (text, scale, rating) => {
  expect(ratingOf(text, scale)).toBe(rating);
});
