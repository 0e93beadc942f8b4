import { resolve } from 'node:path';
import { UnsupportedDatabaseError } from '../errors/unsupported-database.error';

/** Path of the SQLite file, plain or as `sqlite:<path>`. Interface and injection token share one name. */
export type DatabaseLocation = string;
export const DatabaseLocation = Symbol('DatabaseLocation');

const SCHEME = /^([a-z][a-z0-9+.-]+):/i;

/** The absolute path a location names. A server's URL would be told apart here. */
export function sqliteFileOf(location: DatabaseLocation): string {
  const scheme = SCHEME.exec(location)?.[1]?.toLowerCase();
  if (scheme === 'postgres' || scheme === 'postgresql') {
    throw new UnsupportedDatabaseError('PostgreSQL is not supported yet: give the path of a SQLite file instead.');
  }
  if (scheme !== undefined && scheme !== 'sqlite') {
    throw new UnsupportedDatabaseError(
      `A "${scheme}:" database is not supported: give the path of a SQLite file instead.`,
    );
  }
  const path = scheme === undefined ? location : location.slice('sqlite:'.length).replace(/^\/\//, '');
  if (path === '' || path === ':memory:') {
    throw new UnsupportedDatabaseError('The database needs a file that several connections can share: give its path.');
  }
  return resolve(path);
}
