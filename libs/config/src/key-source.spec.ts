import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyIdOf, KeyRing } from '@app/common';
import { KeptKeys } from './kept-keys';
import { keyRingOf } from './key-source';

const [encryptionKey, former] = [randomBytes(32), randomBytes(32)];

describe('keyRingOf', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = join(mkdtempSync(join(tmpdir(), 'gophergate-ring-')), 'data');
  });
  afterEach(() => {
    rmSync(join(dataDir, '..'), { recursive: true, force: true });
  });

  it('prefers the keys of the environment, and writes nothing then', () => {
    const ring = keyRingOf({ encryptionKey, oldEncryptionKeys: [former], dataDir });
    expect(ring.ids).toEqual([keyIdOf(encryptionKey), keyIdOf(former)]);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('takes the kept ones otherwise, not before they are needed', () => {
    const ring = keyRingOf({ encryptionKey: undefined, oldEncryptionKeys: [former], dataDir });
    expect(existsSync(dataDir)).toBe(false);
    expect(ring.ids).toEqual([keyIdOf(new KeptKeys(dataDir).read().current), keyIdOf(former)]);
  });

  it('opens what was sealed before, while and after the kept key is changed', () => {
    const ring = keyRingOf({ encryptionKey: undefined, oldEncryptionKeys: [], dataDir });
    const other = keyRingOf({ encryptionKey: undefined, oldEncryptionKeys: [], dataDir });
    const before = ring.seal('before', 'row');
    new KeptKeys(dataDir).rotate();
    expect(other.open(before, 'row')).toBe('before');
    const after = other.seal('after', 'row');
    // This ring has not sealed anything since: it learns the new key from what it is to open.
    expect(ring.open(after, 'row')).toBe('after');
    expect(ring.currentId).toBe(other.currentId);
    rmSync(join(dataDir, 'encryption.old.key'));
    expect(ring.open(before, 'row')).toBe('before');
    expect(() => keyRingOf({ encryptionKey: undefined, oldEncryptionKeys: [], dataDir }).open(before, 'row')).toThrow();
    expect(ring).toBeInstanceOf(KeyRing);
  });
});
