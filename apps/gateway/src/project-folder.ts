import { join } from 'node:path';

/** The folder of the product, found from the sources and from `dist` alike. */
export function projectFolder(): string {
  return __dirname.includes(join('dist', 'apps')) ? join(__dirname, '../../../..') : join(__dirname, '../../..');
}
