import { limitsOf } from './provider-limits';

const COMMON = { connectMs: 1, firstByteMs: 20, idleMs: 3, totalMs: 400 };
const QUICK = { minFirstByteMs: 0, minTotalMs: 0 };
const SLOW = { minFirstByteMs: 600, minTotalMs: 9_000 };

it('takes what holds for all', () => {
  expect(limitsOf(QUICK, COMMON)).toEqual(COMMON);
});

it('waits longer for servers that need it', () => {
  expect(limitsOf(SLOW, COMMON)).toEqual({ ...COMMON, firstByteMs: 600, totalMs: 9_000 });
});

it("takes an operator's word for one provider, even where that is shorter", () => {
  const own = { connectMs: 7, firstByteMs: 5, totalMs: 6 };
  expect(limitsOf(SLOW, COMMON, own)).toEqual({ connectMs: 7, firstByteMs: 5, idleMs: 3, totalMs: 6 });
});
