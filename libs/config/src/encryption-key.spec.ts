import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encryptionKeyOf } from './encryption-key';

describe('encryptionKeyOf', () => {
  const folder = (): string => mkdtempSync(join(tmpdir(), 'gophergate-key-'));

  it('makes a key once, for this user only, and finds it again', () => {
    const dataDir = join(folder(), 'nested');
    const made = encryptionKeyOf({ encryptionKey: undefined, dataDir });
    expect(made).toHaveLength(32);
    expect(statSync(join(dataDir, 'encryption.key')).mode & 0o777).toBe(0o600);
    expect(encryptionKeyOf({ encryptionKey: undefined, dataDir }).equals(made)).toBe(true);
    expect(readFileSync(join(dataDir, 'encryption.key'), 'utf8').trim()).toBe(made.toString('hex'));
  });

  it('prefers the configured key and writes nothing then', () => {
    const dataDir = join(folder(), 'untouched');
    const encryptionKey = Buffer.alloc(32, 7);
    expect(encryptionKeyOf({ encryptionKey, dataDir })).toBe(encryptionKey);
    expect(() => statSync(dataDir)).toThrow();
  });

  it('refuses a damaged file instead of replacing it', () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'encryption.key'), 'damaged');
    expect(() => encryptionKeyOf({ encryptionKey: undefined, dataDir })).toThrow(/64 hex/);
  });
});
