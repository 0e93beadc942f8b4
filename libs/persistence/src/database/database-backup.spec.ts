import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database';
import { BackupError, DatabaseInUseError } from '../errors/backup.errors';
import { backUpDatabase } from './database-backup';
import { checkDatabaseFile } from './database-file-check';
import { restoreDatabase } from './database-restore';
import { Database } from './database';

const NOW = new Date('2026-11-23T08:00:00.000Z');

describe('backup and restore', () => {
  let temporary: TemporaryDatabase;
  let folder: string;
  let backup: string;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    folder = mkdtempSync(join(tmpdir(), 'gophergate-backup-'));
    backup = join(folder, 'backup.db');
  });
  afterEach(async () => {
    await temporary.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (database: Database, key: string): Promise<unknown> =>
    database.control.run((manager) => manager.query(`INSERT INTO settings VALUES (?, '1', 1)`, [key]));
  const keysIn = async (file: string): Promise<string[]> => {
    const database = await Database.open(file);
    const rows = await database.reader.run((manager) =>
      manager.query<{ key: string }[]>(`SELECT key FROM settings WHERE key LIKE 'row%' ORDER BY key`),
    );
    await database.close();
    return rows.map(({ key }) => key);
  };

  it('copies what is committed while others write, for its owner alone', async () => {
    await write(temporary.database, 'row1');
    const size = await temporary.database.ledger.transaction(async (manager) => {
      await manager.query(`INSERT INTO settings VALUES ('row2', '1', 1)`);
      return backUpDatabase(temporary.file, backup, false);
    });
    await write(temporary.database, 'row3');
    expect(statSync(backup)).toMatchObject({ size });
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['backup.db']);
    expect(await keysIn(backup)).toEqual(['row1']);
  });

  it('replaces a file only when it is told to', async () => {
    writeFileSync(backup, 'precious');
    await expect(backUpDatabase(temporary.file, backup, false)).rejects.toThrow(/--force/);
    expect(readFileSync(backup, 'utf8')).toBe('precious');
    await backUpDatabase(temporary.file, backup, true);
    expect(await checkDatabaseFile(backup, 'whole')).toEqual({ problem: null, pendingMigrations: 0 });
  });

  it.each([
    ['the database itself', () => temporary.file],
    ['a folder that is not there', () => join(folder, 'none', 'x.db')],
  ])('refuses %s, and leaves nothing behind', async (_, target) => {
    await expect(backUpDatabase(temporary.file, target(), true)).rejects.toThrow(BackupError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('puts a backup in the place of the database and keeps the former one', async () => {
    await write(temporary.database, 'row1');
    await backUpDatabase(temporary.file, backup, false);
    await write(temporary.database, 'row2');
    await temporary.database.close();
    const former = await restoreDatabase(temporary.file, backup, NOW);
    expect(former).toBe(`${temporary.file}.before-restore-2026-11-23T08-00-00-000Z`);
    expect(await keysIn(temporary.file)).toEqual(['row1']);
    expect(await keysIn(former ?? '')).toEqual(['row1', 'row2']);
    expect(statSync(temporary.file).mode & 0o777).toBe(0o600);
  });

  it('restores where there is no database yet', async () => {
    await write(temporary.database, 'row1');
    await backUpDatabase(temporary.file, backup, false);
    const elsewhere = join(folder, 'new', 'gophergate.db');
    expect(await restoreDatabase(elsewhere, backup, NOW)).toBeUndefined();
    expect(await keysIn(elsewhere)).toEqual(['row1']);
  });

  it('takes the log along when somebody copied the files of a running gateway', async () => {
    await write(temporary.database, 'row1');
    copyFileSync(temporary.file, backup);
    copyFileSync(`${temporary.file}-wal`, `${backup}-wal`);
    const elsewhere = join(folder, 'gophergate.db');
    await restoreDatabase(elsewhere, backup, NOW);
    expect(await keysIn(elsewhere)).toEqual(['row1']);
  });

  it('does nothing while anybody works on the database', async () => {
    await backUpDatabase(temporary.file, backup, false);
    await write(temporary.database, 'row1');
    await expect(restoreDatabase(temporary.file, backup, NOW)).rejects.toThrow(DatabaseInUseError);
    await write(temporary.database, 'row2');
    expect(readdirSync(join(temporary.file, '..')).filter((name) => name.includes('restor'))).toEqual([]);
    expect(await keysIn(temporary.file)).toEqual(['row1', 'row2']);
  });

  it.each<[string, RegExp, () => Promise<void> | void]>([
    ['no database', /no database of GopherGate/, () => writeFileSync(backup, 'x'.repeat(5_000))],
    ['an empty file', /no database of GopherGate/, () => writeFileSync(backup, '')],
    ['not there', /cannot be restored/, () => undefined],
    [
      'damaged',
      /damaged|malformed|no database/,
      async () => {
        await backUpDatabase(temporary.file, backup, false);
        const bytes = readFileSync(backup);
        bytes.fill(0xab, 4_096 * 3, 4_096 * 12);
        writeFileSync(backup, bytes);
      },
    ],
    [
      'of a newer version',
      /newer version/,
      async () => {
        await temporary.database.control.run((manager) =>
          manager.query(`INSERT INTO schema_migrations (timestamp, name) VALUES (9, 'Future9')`),
        );
        await backUpDatabase(temporary.file, backup, false).catch(() => undefined);
        copyFileSync(temporary.file, backup);
        copyFileSync(`${temporary.file}-wal`, `${backup}-wal`);
      },
    ],
  ])('refuses a backup that is %s, and changes nothing', async (_, message, prepare) => {
    await write(temporary.database, 'row1');
    await prepare();
    await temporary.database.close();
    await expect(restoreDatabase(temporary.file, backup, NOW)).rejects.toThrow(message);
    expect(readdirSync(join(temporary.file, '..'))).toEqual(['gophergate.sqlite']);
  });
});
