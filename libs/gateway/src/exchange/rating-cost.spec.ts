import { UNPRICED } from '@app/pricing';
import { breakdownOf } from '../../../pricing/src/testing/breakdown';
import { withRatings } from './rating-cost';

const own = breakdownOf(700);

it.each([[undefined], [[]], [[{ costNanoUsd: null }]], [[{ costNanoUsd: 0 }]]])(
  'leaves a cost alone after %j',
  (calls) => {
    expect(withRatings(own, calls)).toBe(own);
    expect(withRatings(undefined, calls)).toBeUndefined();
  },
);

it('adds what the rating cost, and keeps the parts of the answer', () => {
  expect(withRatings(own, [{ costNanoUsd: 40 }, { costNanoUsd: null }, { costNanoUsd: 2 }])).toEqual({
    ...own,
    nanoUsd: 742,
  });
});

it('is all that a request cost which came to nothing', () => {
  expect(withRatings(undefined, [{ costNanoUsd: 42 }])).toMatchObject({ state: 'priced', nanoUsd: 42, parts: [] });
});

it('makes what was free cost something', () => {
  const free = { ...own, state: 'free' as const, nanoUsd: 0 };
  expect(withRatings(free, [{ costNanoUsd: 42 }])).toMatchObject({ state: 'priced', nanoUsd: 42 });
});

it('does not make an unknown cost known', () => {
  expect(withRatings(UNPRICED, [{ costNanoUsd: 42 }])).toBe(UNPRICED);
});
