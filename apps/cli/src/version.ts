import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '@app/common';

/** Of this product; found from the sources and from `dist` alike. */
export function version(): string {
  const root = __dirname.includes(join('dist', 'apps')) ? '../../../..' : '../../..';
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, root, 'package.json'), 'utf8'));
  return isRecord(manifest) ? String(manifest['version']) : 'unknown';
}
