import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
/** What gateways are known to trip over between clients and vendors; `docs/traps.md` tells each. */
const TRAPS = Array.from({ length: 50 }, (_, index) => index + 1);
const TITLE = /\btrap (\d+): /g;

function namedTraps(): ReadonlySet<number> {
  const specs = globSync(['{apps,libs}/**/*.spec.ts', 'test/{integration,e2e}/*-spec.ts'], { cwd: ROOT });
  const titles = specs.flatMap((file) => [...readFileSync(join(ROOT, file), 'utf8').matchAll(TITLE)]);
  return new Set(titles.map(([, number]) => Number(number)));
}

describe('the traps between clients and vendors', () => {
  const named = namedTraps();

  it.each(TRAPS)('%d has a test of its name', (trap) => {
    expect(named.has(trap)).toBe(true);
  });

  it('are all told in the documents', () => {
    const told = readFileSync(join(ROOT, 'docs/traps.md'), 'utf8');
    expect(TRAPS.filter((trap) => !new RegExp(`^\\| ${trap} \\|`, 'm').test(told))).toEqual([]);
  });
});
