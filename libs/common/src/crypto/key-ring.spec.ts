import { randomBytes } from 'node:crypto';
import { KeyRing, type RingKeys } from './key-ring';
import { keyIdOf, sealedWith, SecretBox, SecretUnreadableError } from './secret-box';

const [one, two, three] = [randomBytes(32), randomBytes(32), randomBytes(32)];

describe('KeyRing', () => {
  it('seals with the current key and opens with any', () => {
    const sealed = KeyRing.of(one).seal('secret', 'row');
    const ring = KeyRing.of(two, one);
    expect(ring.open(sealed, 'row')).toBe('secret');
    expect(sealedWith(ring.seal('secret', 'row'))).toBe(keyIdOf(two));
    expect(ring.ids).toEqual([keyIdOf(two), keyIdOf(one)]);
  });

  it.each([
    ['a key it does not know', () => new SecretBox(three).seal('x', 'row')],
    ['another row', () => new SecretBox(one).seal('x', 'other row')],
    ['no box at all', () => 'sk-plain'],
  ])('refuses %s', (_, sealed) => {
    expect(() => KeyRing.of(two, one).open(sealed(), 'row')).toThrow(SecretUnreadableError);
  });

  it('derives the same secret from the same key for the same purpose', () => {
    const derived = KeyRing.of(one).derived('session');
    expect(derived).toHaveLength(32);
    expect(derived).not.toEqual(one);
    expect(KeyRing.of(one, two).derived('session')).toEqual(derived);
    expect(KeyRing.of(one).derived('other')).not.toEqual(derived);
    expect(KeyRing.of(two, one).derived('session')).not.toEqual(derived);
  });

  describe('with keys that change', () => {
    let keys: RingKeys;
    let reads: number;
    let hasChanged: boolean;
    let ring: KeyRing;
    const change = (current: Buffer, ...old: Buffer[]): void => {
      keys = { current, old };
      hasChanged = true;
    };
    beforeEach(() => {
      change(one);
      reads = 0;
      ring = new KeyRing({
        read: () => {
          reads += 1;
          hasChanged = false;
          return keys;
        },
        hasChanged: () => hasChanged,
      });
    });

    it('reads none before it is used, and no more often than needed', () => {
      expect(reads).toBe(0);
      ring.open(ring.seal('a', 'row'), 'row');
      ring.seal('b', 'row');
      expect(reads).toBe(1);
    });

    it('seals with the new key at once', () => {
      ring.seal('a', 'row');
      change(two, one);
      expect(sealedWith(ring.seal('a', 'row'))).toBe(keyIdOf(two));
    });

    it('looks for a key it does not know, and goes on opening what an old one sealed', () => {
      const before = ring.seal('before', 'row');
      change(two);
      expect(ring.open(before, 'row')).toBe('before');
      expect(reads).toBe(1);
      expect(ring.open(KeyRing.of(two).seal('after', 'row'), 'row')).toBe('after');
      expect(ring.open(before, 'row')).toBe('before');
      expect(reads).toBe(2);
    });
  });
});

describe('sealedWith', () => {
  it.each(['', 'v1:x', 'v2:01234567:', 'sk-key'])('is nothing for %j', (text) => {
    expect(sealedWith(text)).toBeUndefined();
  });
});
