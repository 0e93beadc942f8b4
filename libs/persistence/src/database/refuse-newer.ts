import type { DataSource } from 'typeorm';
import { DatabaseUnavailableError } from '../errors/database-unavailable.error';

/**
 * A newer version may have moved what this one would write to.
 * @throws DatabaseUnavailableError when the database has had migrations that this program does not know
 */
export async function refuseNewer(dataSource: DataSource, file: string): Promise<void> {
  const known = new Set(dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const tables: unknown[] = await dataSource.query(`SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'`);
  if (tables.length === 0) return;
  const run: { name: string }[] = await dataSource.query('SELECT name FROM schema_migrations');
  if (run.every(({ name }) => known.has(name))) return;
  throw new DatabaseUnavailableError(
    `The database file "${file}" was written by a newer version of GopherGate: upgrade this one, or restore a backup from before.`,
  );
}
