import { chmod, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isBusy } from '../errors/database-failure';
import { BackupError, DatabaseInUseError } from '../errors/backup.errors';
import { reasonOf, settle } from './database-backup';
import { checkDatabaseFile } from './database-file-check';
import { sqliteFileOf, type DatabaseLocation } from './database-location';
import { SqliteFile } from './sqlite-file';

const MODE = 0o600;
/** What SQLite keeps beside a database that was not closed properly. */
const COMPANIONS = ['-wal', '-shm'];

/**
 * Puts a backup in the place of the database, which is kept beside it; nothing is merged. Returns where the former one is, undefined
 * when there was none. @throws DatabaseInUseError, BackupError; then everything is as it was
 */
export async function restoreDatabase(
  location: DatabaseLocation,
  backup: string,
  now: Date,
): Promise<string | undefined> {
  const file = sqliteFileOf(location);
  const draft = `${file}.restoring`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await remove(draft);
    await copy(backup, draft);
    const { problem } = await checkDatabaseFile(draft, 'whole');
    if (problem !== null) throw new BackupError(`"${backup}" cannot be restored. ${problem}`);
    await settle(draft);
    const former = await moveAside(file, now);
    await rename(draft, file);
    await settle(dirname(file));
    return former;
  } catch (error) {
    if (error instanceof BackupError || error instanceof DatabaseInUseError) throw error;
    throw new BackupError(`"${backup}" cannot be restored (${reasonOf(error)}).`, { cause: error });
  } finally {
    await remove(draft);
  }
}

/** Whoever copied the files of a running gateway has a log beside the database, without which it is not whole. */
async function copy(backup: string, draft: string): Promise<void> {
  await copyFile(backup, draft);
  await chmod(draft, MODE);
  if (await exists(`${backup}-wal`)) await copyFile(`${backup}-wal`, `${draft}-wal`);
  await foldLog(draft).catch((error: unknown) => {
    throw new BackupError(`"${backup}" cannot be restored. It is no database of GopherGate (${reasonOf(error)}).`);
  });
}

async function moveAside(file: string, now: Date): Promise<string | undefined> {
  if (!(await exists(file))) return undefined;
  // A damaged one is moved too: that may be why somebody restores.
  await foldLog(file).catch((error: unknown) => {
    if (isBusy(error)) throw new DatabaseInUseError(file, { cause: error });
  });
  const former = `${file}.before-restore-${now.toISOString().replace(/[:.]/g, '-')}`;
  await rename(file, former);
  for (const companion of COMPANIONS) {
    if (await exists(`${file}${companion}`)) await rename(`${file}${companion}`, `${former}${companion}`);
  }
  return former;
}

/** Folds the write-ahead log into the file and leaves that mode, which SQLite refuses as long as anybody else has it open. */
async function foldLog(file: string): Promise<void> {
  const database = await SqliteFile.open(file, 0);
  try {
    await database.all('PRAGMA journal_mode = DELETE');
  } finally {
    await database.close();
  }
}

async function remove(file: string): Promise<void> {
  for (const path of [file, ...COMPANIONS.map((companion) => `${file}${companion}`)]) await rm(path, { force: true });
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
