import { hashOf, isKeyShaped, newKey } from './key-format';

describe('newKey', () => {
  it('has the public prefix, 43 secret characters, and the hash of the whole', () => {
    const { key, prefix, hash } = newKey();
    expect(key).toMatch(/^sk-gg-[a-z0-9]{8}[A-Za-z0-9_-]{43}$/);
    expect(key.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(14);
    expect(hash).toBe(hashOf(key));
    expect(isKeyShaped(key)).toBe(true);
  });

  it('never repeats', () => {
    expect(new Set(Array.from({ length: 500 }, () => newKey().key)).size).toBe(500);
  });
});

describe('isKeyShaped', () => {
  it.each(['', 'sk-gg-', 'sk-other', `${newKey().key}x`, newKey().key.slice(1), `${newKey().key}\n`, "' OR 1=1 --"])(
    'refuses %j',
    (text) => {
      expect(isKeyShaped(text)).toBe(false);
    },
  );
});
