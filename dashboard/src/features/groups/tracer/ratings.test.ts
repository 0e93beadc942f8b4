import { quotedWords, ratingMap } from './ratings';

describe('the map of ratings', () => {
  it.each([
    [10, ['a'], [['a', 1, 10]]],
    [
      10,
      ['a', 'b', 'c'],
      [
        ['a', 1, 3],
        ['b', 4, 7],
        ['c', 8, 10],
      ],
    ],
    [
      2,
      ['a', 'b', 'c'],
      [
        ['a', 1, 1],
        ['c', 2, 2],
      ],
    ],
  ])('of 1 to %i for %j', (threshold, targets, expected) => {
    expect(ratingMap(threshold, targets).map(({ target, from, to }) => [target, from, to])).toEqual(expected);
  });
});

it('finds the words that a reason quotes', () => {
  expect(quotedWords('the word "refund" is in the prompt')).toEqual(['refund']);
  expect(quotedWords('the first of the group')).toEqual([]);
});
