import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitOf, versionOf } from './build-facts';

const COMMIT = 'a'.repeat(40);

describe('build facts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gophergate-'));
    mkdirSync(join(folder, '.git', 'refs', 'heads'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);

  it('tell the version of the manifest', () => {
    write('package.json', '{"version":"1.2.3"}');
    expect(versionOf(folder)).toBe('1.2.3');
  });

  it('follow a branch to its commit', () => {
    write('.git/HEAD', 'ref: refs/heads/main\n');
    write('.git/refs/heads/main', `${COMMIT}\n`);
    expect(commitOf(folder)).toBe(COMMIT);
  });

  it('know a commit that is checked out by itself', () => {
    write('.git/HEAD', `${COMMIT}\n`);
    expect(commitOf(folder)).toBe(COMMIT);
  });

  it.each([
    ['there is no repository', undefined],
    ['the branch is packed', 'ref: refs/heads/packed'],
    ['the reference leads elsewhere', 'ref: ../../secret'],
    ['it is something else', 'nonsense'],
  ])('know no commit where %s', (_, head) => {
    if (head !== undefined) write('.git/HEAD', head);
    expect(commitOf(folder)).toBeNull();
  });
});
