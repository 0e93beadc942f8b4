import { dbOptions } from './data-source';
import { SqliteFile } from './sqlite-file';

/** What a look at a database file finds. */
export interface FileCheck {
  /** In a sentence; null when the file is sound and of a version that this program knows. */
  readonly problem: string | null;
  /** Migrations that opening it would run. */
  readonly pendingMigrations: number;
}

const BUSY_MS = 5_000;

/** `quick` leaves out the comparison of indexes with their tables, which takes minutes on a large file. */
export async function checkDatabaseFile(file: string, depth: 'quick' | 'whole'): Promise<FileCheck> {
  const known = new Set(knownMigrations(file));
  let database: SqliteFile | undefined;
  try {
    database = await SqliteFile.open(file, BUSY_MS);
    const found = await database.all<Record<string, string>>(
      depth === 'quick' ? 'PRAGMA quick_check(1)' : 'PRAGMA integrity_check(1)',
    );
    const [verdict = 'nothing'] = found.flatMap((row) => Object.values(row));
    if (verdict !== 'ok') return { problem: `It is damaged: ${verdict}.`, pendingMigrations: 0 };
    const rows = await database.all<{ name: string }>('SELECT name FROM schema_migrations');
    const unknown = rows.filter(({ name }) => !known.has(name));
    return {
      problem: unknown.length > 0 ? 'It was written by a newer version of GopherGate: upgrade first.' : null,
      pendingMigrations: known.size - (rows.length - unknown.length),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `It is no database of GopherGate (${reason}).`, pendingMigrations: 0 };
  } finally {
    await database?.close();
  }
}

function knownMigrations(file: string): string[] {
  const { migrations = [] } = dbOptions(file);
  return Object.values(migrations).flatMap((migration) => (typeof migration === 'function' ? [migration.name] : []));
}
