import vectors from '../../../../../test/vectors/rating-buckets.json';
import { quotedWords, ratingMap } from './ratings';

describe('the map of ratings', () => {
  it('names each target with its ratings', () => {
    expect(ratingMap(10, ['a', 'b', 'c'])).toEqual([
      { target: 'a', from: 1, to: 3 },
      { target: 'b', from: 4, to: 7 },
      { target: 'c', from: 8, to: 10 },
    ]);
  });

  it.each(vectors)('of 1 to $threshold for $targets targets is the gateway’s', ({ threshold, targets, starts }) => {
    const names = Array.from({ length: targets }, (_, index) => String(index));
    expect(ratingMap(threshold, names).map(({ target, from }) => [Number(target), from])).toEqual(starts);
  });
});

it('finds the words that a reason quotes', () => {
  expect(quotedWords('the word "refund" is in the prompt')).toEqual(['refund']);
  expect(quotedWords('the first of the group')).toEqual([]);
});
