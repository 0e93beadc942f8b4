import { versionOf } from './if-match.decorator';

describe('versionOf', () => {
  it.each([
    ['"1"', 1],
    ['"0"', 0],
    [' "42" ', 42],
    ['"999999999999999"', 999_999_999_999_999],
  ])('of %s is %d', (header, version) => {
    expect(versionOf(header)).toBe(version);
  });

  it('has to be said', () => {
    expect(() => versionOf(undefined)).toThrow(
      expect.objectContaining({ httpStatus: 428, code: 'precondition_required' }),
    );
  });

  it.each(['', '1', '*', 'W/"1"', '"1", "2"', '"-1"', '"1.5"', '"x"', '"1234567890123456"', '""'])(
    'is not told by %j',
    (header) => {
      expect(() => versionOf(header)).toThrow(expect.objectContaining({ httpStatus: 400, param: 'If-Match' }));
    },
  );
});
