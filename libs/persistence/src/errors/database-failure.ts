import { QueryFailedError } from 'typeorm';
import { DatabaseUnavailableError } from './database-unavailable.error';
import { RowRefusedError } from './row-refused.error';

const UNAVAILABLE = new Set(
  ['BUSY', 'LOCKED', 'FULL', 'IOERR', 'CANTOPEN', 'READONLY', 'CORRUPT', 'NOTADB', 'NOMEM', 'PROTOCOL', 'MISUSE'].map(
    (name) => `SQLITE_${name}`,
  ),
);
const ROW_REFUSED = new Set(['SQLITE_CONSTRAINT', 'SQLITE_MISMATCH', 'SQLITE_TOOBIG', 'SQLITE_RANGE']);
/** What the file system says: EACCES, ENOTDIR, EROFS. */
const SYSTEM_CODE = /^E[A-Z0-9]+$/;

/** What a failed statement means to those above: the database is away, the row is wrong, or (unchanged) a fault of ours. */
export function databaseFailure(error: unknown): unknown {
  const code = errorCode(error);
  if (code === undefined) return error;
  if (UNAVAILABLE.has(code)) {
    return new DatabaseUnavailableError(`The database does not answer (${code}); try again shortly.`, { cause: error });
  }
  return ROW_REFUSED.has(code) ? new RowRefusedError(String(error), { cause: error }) : error;
}

/** A failure to open says which file and what the operator can do about it. A fault of ours stays as it is. */
export function openFailure(file: string, error: unknown): unknown {
  const cause = error instanceof DatabaseUnavailableError ? error.cause : error;
  const code = errorCode(cause);
  if (code === undefined || !(UNAVAILABLE.has(code) || SYSTEM_CODE.test(code))) return error;
  const message = `The database file "${file}" cannot be opened (${code}). ${remedy(code)}`;
  return new DatabaseUnavailableError(message, { cause });
}

/** Another process holds the lock at this moment. */
export function isBusy(error: unknown): boolean {
  return errorCode(error) === 'SQLITE_BUSY';
}

/** SQLite names a broken unique index by its column, e.g. `clients.name`. */
export function violatesUnique(error: unknown, column: string): boolean {
  return error instanceof RowRefusedError && error.message.includes(`UNIQUE constraint failed: ${column}`);
}

function remedy(code: string): string {
  switch (code) {
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return 'It is not a usable SQLite database: move it away, or restore it from a backup.';
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return 'Another process holds it locked: wait for that process or stop it, then start again.';
    case 'SQLITE_FULL':
    case 'ENOSPC':
      return 'The disk is full: free some space, then start again.';
    default:
      return 'Check that its folder exists or can be made, that this user may write there, or choose another data folder.';
  }
}

function errorCode(error: unknown): string | undefined {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof source !== 'object' || source === null || !('code' in source)) return undefined;
  return typeof source.code === 'string' ? source.code : undefined;
}
