import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '@app/common';

const COMMIT = /^[\da-f]{40}$/;
const REFERENCE = /^ref: (refs\/[\w./-]+)$/;

/** Which version of the product lies in a folder. */
export function versionOf(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return isRecord(manifest) ? String(manifest['version']) : 'unknown';
}

/** The commit that is checked out in a folder; null where it is none of git's, as in a container. */
export function commitOf(folder: string): string | null {
  const head = lineOf(join(folder, '.git', 'HEAD'));
  const [, reference] = REFERENCE.exec(head) ?? [];
  const commit = reference === undefined ? head : lineOf(join(folder, '.git', reference));
  return COMMIT.test(commit) ? commit : null;
}

/** Empty where there is no such file. */
function lineOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    // No repository, or packed references: then the build is not known.
    return '';
  }
}
