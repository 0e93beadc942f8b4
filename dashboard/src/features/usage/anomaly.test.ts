import { unusual } from './anomaly';

it.each([
  ['none at all', [], []],
  ['too few to say', [1, 1, 1, 100], []],
  ['an even flow', [1, 2, 1, 2, 1, 2], []],
  ['one that stands out', [1, 1, 1, 1, 4], [4]],
  ['exactly three times is usual', [1, 1, 1, 1, 3], []],
  ['empty times do not count', [0, 0, 0, 0, 0, 10, 10, 10, 10, 31], [9]],
  ['an even number of them', [2, 2, 4, 4, 10, 2], [4]],
  ['several', [1, 9, 1, 1, 9, 1, 1], [1, 4]],
])('%s', (_, values, places) => {
  expect([...unusual(values)]).toEqual(places);
});
