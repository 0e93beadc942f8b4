import { UNPRICED } from '@app/pricing';
import { breakdownOf } from '../../../pricing/src/testing/breakdown';
import { withSelector } from './selector-cost';

const own = breakdownOf(700);

it.each([undefined, { costNanoUsd: null }, { costNanoUsd: 0 }])('leaves a cost alone after %j', (call) => {
  expect(withSelector(own, call)).toBe(own);
  expect(withSelector(undefined, call)).toBeUndefined();
});

it('adds what the rating cost, and keeps the parts of the answer', () => {
  expect(withSelector(own, { costNanoUsd: 42 })).toEqual({ ...own, nanoUsd: 742 });
});

it('is all that a request cost which came to nothing', () => {
  expect(withSelector(undefined, { costNanoUsd: 42 })).toMatchObject({ state: 'priced', nanoUsd: 42, parts: [] });
});

it('makes what was free cost something', () => {
  const free = { ...own, state: 'free' as const, nanoUsd: 0 };
  expect(withSelector(free, { costNanoUsd: 42 })).toMatchObject({ state: 'priced', nanoUsd: 42 });
});

it('does not make an unknown cost known', () => {
  expect(withSelector(UNPRICED, { costNanoUsd: 42 })).toBe(UNPRICED);
});
