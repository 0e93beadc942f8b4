import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ADAPTERS = join(__dirname, '../../../providers/src/adapters');

/** Raw content of every bundled models file by its name, read from disk: this library may not import its users. */
export function readBundledFiles(): ReadonlyMap<string, unknown> {
  const files = globSync('*/*.models.json', { cwd: ADAPTERS }).sort();
  return new Map(
    files.map((file) => [basename(file), JSON.parse(readFileSync(join(ADAPTERS, file), 'utf8')) as unknown]),
  );
}
