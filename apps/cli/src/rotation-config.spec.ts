import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptKeys, type GatewayConfig } from '@app/config';
import { afterChange, withKeyFromStdin } from './rotation-config';

const NAME = 'LLM_PROXY__ENCRYPTION_KEY_NEW';
const [present, former, next] = [randomBytes(32), randomBytes(32), randomBytes(32)];

describe('withKeyFromStdin', () => {
  it('reads a key only where it is asked to', () => {
    const environment = { [NAME]: 'from the environment' };
    expect(withKeyFromStdin(environment, ['key', 'rotate'], () => 'x')).toBe(environment);
    expect(withKeyFromStdin(environment, ['key', 'rotate', '--new-key-stdin'], () => ' abc\n')).toEqual({
      [NAME]: 'abc',
    });
  });

  it('says so when nothing comes', () => {
    expect(() => withKeyFromStdin({}, ['--new-key-stdin'], () => '\n')).toThrow(/nothing came/);
  });
});

describe('afterChange', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'gophergate-rotation-'));
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });
  const configOf = (fields: Partial<GatewayConfig>): GatewayConfig =>
    ({
      dataDir,
      encryptionKey: undefined,
      newEncryptionKey: undefined,
      oldEncryptionKeys: [former],
      ...fields,
    }) as GatewayConfig;

  it('leaves everything as it is without a new key', () => {
    const config = configOf({ encryptionKey: present });
    expect(afterChange(config)).toBe(config);
  });

  it.each([
    ['of the environment', () => present],
    ['in the data folder', () => undefined],
  ])('makes the key %s an old one', (_, encryptionKey) => {
    const config = configOf({ encryptionKey: encryptionKey(), newEncryptionKey: next });
    const before = encryptionKey() ?? new KeptKeys(dataDir).read().current;
    expect(afterChange(config)).toMatchObject({ encryptionKey: next, oldEncryptionKeys: [before, former] });
  });
});
