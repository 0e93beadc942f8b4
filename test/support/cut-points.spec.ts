import { cutPointsOf } from './cut-points';

const pointsIn = (text: string): number[] => cutPointsOf(Buffer.from(text));

describe('cutPointsOf', () => {
  it('knows both ends', () => {
    expect(pointsIn('')).toEqual([0]);
    expect(pointsIn('[[[[[')).toEqual([0, 1, 5]);
  });

  it.each([
    ['abc\n\nxyz', [0, 1, 2, 3, 4, 5, 6, 8]],
    ['abc\r\n\r\nxyz', [0, 1, 2, 3, 4, 5, 6, 7, 8, 10]],
  ])('surrounds the boundary in %j', (text, points) => {
    expect(pointsIn(text)).toEqual(points);
  });

  it.each([
    ['{"name":1}', 4],
    ['[[[1234]]]', 5],
    ['[[[false]]]', 6],
    ['[[["\\u00e9"]]]', 7],
  ])('goes into the token of %s', (text, inside) => {
    expect(pointsIn(text)).toEqual([0, 1, inside, text.length]);
  });

  it('goes into characters of several bytes, at every byte', () => {
    expect(pointsIn('..é.京.🐹')).toEqual([0, 1, 3, 6, 7, 10, 11, 12, 13]);
  });
});
