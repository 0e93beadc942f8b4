import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../database/database';
import type { DatabaseOptions } from '../database/database';

/** A real database in a folder of its own, for the specs of this library. */
export interface TemporaryDatabase {
  readonly database: Database;
  readonly file: string;
  readonly remove: () => Promise<void>;
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'gophergate-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function temporaryDatabase(options: DatabaseOptions = {}): Promise<TemporaryDatabase> {
  const folder = temporaryFolder();
  const file = join(folder.path, 'data', 'gophergate.sqlite');
  const database = await Database.open(file, options);
  return {
    database,
    file,
    remove: async () => {
      await database.close();
      folder.remove();
    },
  };
}
