import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptKeys } from './kept-keys';

describe('KeptKeys', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gophergate-key-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const modeOf = (name: string): number => statSync(join(folder, name)).mode & 0o777;

  it('makes a key once, for this user only, and finds it again', () => {
    folder = join(folder, 'nested');
    const { current, old } = new KeptKeys(folder).read();
    expect(current).toHaveLength(32);
    expect(old).toEqual([]);
    expect(modeOf('encryption.key')).toBe(0o600);
    expect(new KeptKeys(folder).read()).toEqual({ current, old });
    expect(text('encryption.key').trim()).toBe(current.toString('hex'));
  });

  it('puts a new key in its place and keeps the former ones, the latest first', () => {
    const keys = new KeptKeys(folder);
    const first = keys.read().current;
    keys.rotate();
    const second = keys.read().current;
    expect(second.equals(first)).toBe(false);
    keys.rotate();
    expect(keys.read().old).toEqual([second, first]);
    expect([modeOf('encryption.key'), modeOf('encryption.old.key')]).toEqual([0o600, 0o600]);
  });

  it('goes on where a crash came between its two steps', () => {
    const keys = new KeptKeys(folder);
    const { current } = keys.read();
    writeFileSync(join(folder, 'encryption.old.key'), `${current.toString('hex')}\n`);
    keys.rotate();
    expect(keys.read().old).toEqual([current]);
  });

  it('notices that another process has changed the files', () => {
    const keys = new KeptKeys(folder);
    keys.read();
    expect(keys.hasChanged()).toBe(false);
    new KeptKeys(folder).rotate();
    expect(keys.hasChanged()).toBe(true);
    keys.read();
    expect(keys.hasChanged()).toBe(false);
    rmSync(join(folder, 'encryption.old.key'));
    expect(keys.hasChanged()).toBe(true);
  });

  it.each([
    ['encryption.key', 'damaged'],
    ['encryption.key', ''],
    ['encryption.old.key', 'aa'.repeat(31)],
  ])('refuses a damaged %s instead of replacing it: %j', (name, content) => {
    new KeptKeys(folder).read();
    writeFileSync(join(folder, name), content);
    expect(() => new KeptKeys(folder).read()).toThrow(/64 hex/);
    expect(text(name)).toBe(content);
  });

  it('says so when the folder cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => new KeptKeys(join(folder, 'file')).read()).toThrow(/cannot be (written|read)/);
  });
});
