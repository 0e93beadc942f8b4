import { CUTS, piecesOf } from './cuts';

const SMALL = Buffer.from('data: Größe 東京\r\n\r\n'.repeat(20));
const LARGE = Buffer.alloc(300 * 1024, 'gopher ');

it.each(CUTS.flatMap((cut) => [SMALL, LARGE].map((body) => [cut, body.length, body] as const)))(
  'cut %s of %d bytes loses nothing',
  (cut, _, body) => {
    expect(Buffer.concat(piecesOf(body, cut)).equals(body)).toBe(true);
  },
);

it.each([1, 2, 7, 64] as const)('cuts into pieces of %d', (cut) => {
  const sizes = piecesOf(SMALL, cut).map(({ length }) => length);
  expect(new Set(sizes.slice(0, -1))).toEqual(new Set([cut]));
  expect(sizes).toHaveLength(Math.ceil(SMALL.length / cut));
});

it('leaves the middle of a large body whole', () => {
  const sizes = piecesOf(LARGE, 1).map(({ length }) => length);
  expect(sizes).toHaveLength(2 * 16 * 1024 + 1);
  expect(Math.max(...sizes)).toBe(LARGE.length - 2 * 16 * 1024);
});

it.each(CUTS)('makes no piece of nothing (%s)', (cut) => {
  expect(piecesOf(Buffer.alloc(0), cut)).toEqual([]);
});
