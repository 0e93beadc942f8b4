import { changed, durationMs, listOf, NONE, oneOf, wholeNumber } from './option-values';

describe('durationMs', () => {
  it.each([
    ['0', 0],
    ['90s', 90_000],
    ['15m', 900_000],
    ['24h', 86_400_000],
    ['7d', 604_800_000],
  ])('%s', (text, milliseconds) => {
    expect(durationMs('--overlap', text)).toBe(milliseconds);
  });

  it.each(['', '24', 'h', '-1h', '1.5h', '1 h', '1w', '1H'])('is not %j', (text) => {
    expect(() => durationMs('--overlap', text)).toThrow(/^--overlap takes a time such as 90s/);
  });
});

describe('wholeNumber', () => {
  it.each([
    ['1', 1],
    ['200', 200],
  ])('%s', (text, count) => {
    expect(wholeNumber('--limit', text, 200)).toBe(count);
  });

  it.each(['0', '201', '1.5', '1e2', '-1', '', ' ', '0x10'])('is not %j', (text) => {
    expect(() => wholeNumber('--limit', text, 200)).toThrow(/^--limit takes a whole number from 1 to 200/);
  });
});

describe('oneOf', () => {
  it('takes one of the words', () => {
    expect(oneOf('--role', 'viewer', ['admin', 'viewer'])).toBe('viewer');
  });

  it.each(['', 'owner', 'Admin', 'toString'])('is not %j', (text) => {
    expect(() => oneOf('--role', text, ['admin', 'viewer'])).toThrow('--role is one of admin, viewer');
  });
});

describe('listOf', () => {
  it.each([
    ['a,b', ['a', 'b']],
    [' a , ,b, ', ['a', 'b']],
    ['', []],
  ])('%j', (text, list) => {
    expect(listOf(text)).toEqual(list);
  });
});

describe('changed', () => {
  it.each<[number | null, number | typeof NONE | undefined, number | null]>([
    [5, undefined, 5],
    [5, 7, 7],
    [5, NONE, null],
    [null, undefined, null],
    [null, 7, 7],
  ])('%j, told %j, is %j', (before, option, after) => {
    expect(changed(before, option)).toBe(after);
  });
});
