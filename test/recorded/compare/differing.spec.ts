import { differing, unless } from './differing';

describe('differing', () => {
  it.each([
    ['texts', 'same', 'same'],
    ['objects', { a: [1, { b: null }] }, { a: [1, { b: null }] }],
    ['nothing', undefined, undefined],
  ])('says nothing of equal %s', (_, expected, actual) => {
    expect(differing('it', expected, actual)).toEqual([]);
  });

  it.each([
    [1, 2, 'it: expected 1, got 2'],
    [1, '1', 'it: expected 1, got "1"'],
    [null, undefined, 'it: expected null, got nothing'],
    [{ a: 1 }, { a: 2 }, 'it: expected {"a":1}, got {"a":2}'],
    ['yes', 'no', 'it: expected "yes", got "no"'],
  ])('shows %j beside %j', (expected, actual, line) => {
    expect(differing('it', expected, actual)).toEqual([line]);
  });

  it('shows long texts from where they part, and shortens them', () => {
    const [line = ''] = differing('text', `${'a'.repeat(500)}left${'b'.repeat(500)}`, `${'a'.repeat(500)}right`);
    expect(line).toContain('text from character 490');
    expect(line).toContain('aleft');
    expect(line).toContain('aright');
    expect(line.length).toBeLessThan(250);
  });
});

describe('unless', () => {
  it('speaks only when the claim is false', () => {
    expect([unless(true, 'no'), unless(false, 'no')]).toEqual([[], ['no']]);
  });
});
