import { stringify } from 'yaml';
import type { ConfigDocument } from '@app/contracts/admin';

/** As a file that `readDocument` reads: long lines stay whole, and nothing is said by an alias. */
export function documentText(document: ConfigDocument): string {
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
}
