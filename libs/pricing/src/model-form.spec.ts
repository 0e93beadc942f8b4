import { isFormOf } from './model-form';

describe('isFormOf', () => {
  it.each([
    [undefined, true],
    ['nano-5', true],
    ['nano-5-2026-03-17', true],
    ['nano-5-0905', true],
    ['nano-5-001', true],
    ['nano-5.1', false],
    ['nano-50', false],
    ['nano-5-', false],
    ['nano-5-mini', false],
    ['nano-5-mini-2026-03-17', false],
    ['other', false],
  ])('of a model asked for as nano-5 is %s: %s', (reported, expected) => {
    expect(isFormOf(reported, 'nano-5')).toBe(expected);
  });
});
