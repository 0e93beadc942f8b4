import { link, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackupError } from '../errors/backup.errors';
import { checkDatabaseFile } from './database-file-check';
import { sqliteFileOf, type DatabaseLocation } from './database-location';
import { SqliteFile } from './sqlite-file';

/** For its owner alone: it holds what the database holds. */
const MODE = 0o600;
const BUSY_MS = 30_000;

/**
 * Copies the database as it is at one moment, while gateways go on. The copy is there as a whole or not at all. Returns
 * its bytes. @throws BackupError
 */
export async function backUpDatabase(location: DatabaseLocation, target: string, isForced: boolean): Promise<number> {
  const source = sqliteFileOf(location);
  if (source === target) throw new BackupError('A backup cannot take the place of the database itself.');
  if (!isForced && (await exists(target))) throw new BackupError(`"${target}" is there already; --force replaces it.`);
  const draft = `${target}.${process.pid}.tmp`;
  try {
    // Made here, and empty, because SQLite would make it readable by all.
    await (await open(draft, 'wx', MODE)).close();
    await copyInto(source, draft);
    const { problem } = await checkDatabaseFile(draft, 'quick');
    if (problem !== null) throw new BackupError(`The copy is not usable. ${problem}`);
    await settle(draft);
    // A link fails where a file of that name came up meanwhile; a rename would replace it.
    if (isForced) await rename(draft, target);
    else await link(draft, target);
    await settle(dirname(target));
    return (await stat(target)).size;
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(`"${source}" cannot be copied to "${target}" (${reasonOf(error)}).`, { cause: error });
  } finally {
    await rm(draft, { force: true });
  }
}

/** One read transaction for all of it, into a file without free pages. */
async function copyInto(source: string, target: string): Promise<void> {
  const database = await SqliteFile.open(source, BUSY_MS);
  try {
    await database.all('VACUUM INTO ?', target);
  } finally {
    await database.close();
  }
}

/** Resolves when it would survive a power cut. */
export async function settle(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
