import { safeInteger } from './safe-integer.transformer';

const read = (value: string | number | null): unknown => safeInteger.from(value);
const write = (value: number | null | undefined): unknown => safeInteger.to(value);

describe('safeInteger', () => {
  it.each([
    ['1795348800123', 1_795_348_800_123],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['-5', -5],
    [0, 0],
    [42, 42],
  ])('reads %p, as one driver or the other hands it over', (stored, value) => {
    expect(read(stored)).toBe(value);
  });

  it('does not turn "unknown" into zero, in neither direction', () => {
    expect(read(null)).toBeNull();
    expect(write(null)).toBeNull();
    expect(write(undefined)).toBeUndefined();
    expect(write(0)).toBe(0);
  });
});
