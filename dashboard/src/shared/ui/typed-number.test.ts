import { badNumbers, typedNumber } from './typed-number';

it.each([
  ['', null],
  ['  ', null],
  ['60', 60],
  [' 0.5 ', 0.5],
  ['0', 0],
  ['1,000', undefined],
  ['60/min', undefined],
  ['-1', undefined],
  ['Infinity', undefined],
  ['0,5', undefined],
])('%j is %s', (text, value) => {
  expect(typedNumber(text)).toBe(value);
});

it('names what is no number', () => {
  expect(badNumbers({ a: '1', b: 'x', c: '', d: '1,0' })).toEqual(['b', 'd']);
});
