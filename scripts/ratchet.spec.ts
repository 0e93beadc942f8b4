import { compare, countsOf, lowered, sumOf } from './ratchet.js';

const NOTHING = {
  any: 0,
  castsThroughUnknown: 0,
  forwardRefs: 0,
  skippedTests: 0,
  suppressions: 0,
  todos: 0,
  filesOver250Lines: 0,
  filesOver400Lines: 0,
};
/** Written in two halves, so that the ratchet does not count this file. */
const comment = (...words: string[]): string => `//${' '}${words.join('')}`;

describe('countsOf', () => {
  it.each([
    ['any', 'const a: any = 1; function f(b: any[]): void {}', 2],
    ['castsThroughUnknown', 'const a = b as unknown as string;', 1],
    ['forwardRefs', 'const a = forwardRef(() => B);', 1],
    [
      'skippedTests',
      "it.skip('a', f); describe.only('b', f); it.only.each([])('c', f); xit('d', f); test.todo('e');",
      5,
    ],
    ['suppressions', `${comment('eslint-', 'disable-next-line no-eval')}\n${comment('@ts-', 'expect-error')}\n`, 2],
    ['todos', `${comment('TO', 'DO: later')}\n/**\n * FIX${'ME'} now\n */`, 2],
  ])('counts %s', (name, source, count) => {
    expect(countsOf('a.ts', source)).toEqual({ ...NOTHING, [name]: count });
  });

  it('does not mistake words for code', () => {
    const source = "expect(a).toEqual(expect.any(String)); const todo = 'any TODO'; list.skip(1); x as unknown;";
    expect(countsOf('a.ts', source)).toEqual(NOTHING);
  });

  it.each([
    ['a.ts', 250, 0, 0],
    ['a.ts', 251, 1, 0],
    ['a.ts', 401, 1, 1],
    ['a.spec.ts', 401, 0, 0],
    ['a.int-spec.ts', 401, 0, 0],
  ])('weighs %s of %i lines', (file, lines, over250, over400) => {
    const { filesOver250Lines, filesOver400Lines } = countsOf(file, '\n'.repeat(lines));
    expect([filesOver250Lines, filesOver400Lines]).toEqual([over250, over400]);
  });
});

describe('the ratchet', () => {
  it('sums files', () => {
    expect(
      sumOf([
        { any: 1, todos: 0 },
        { any: 2, todos: 3 },
      ]),
    ).toEqual({ any: 3, todos: 3 });
  });

  it('tells what rose and what fell; a count without a limit may not be there', () => {
    expect(compare({ any: 2, todos: 1, casts: 1, skipped: 0 }, { any: 1, todos: 2 })).toEqual({
      risen: ['any', 'casts'],
      fallen: ['todos'],
    });
  });

  it('lowers limits and never raises them', () => {
    expect(lowered({ any: 2, todos: 1 }, { any: 1, todos: 2 })).toEqual({ any: 1, todos: 1 });
  });
});
