import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database as RawDatabase } from 'sqlite3';
import { DatabaseUnavailableError } from '../errors/database-unavailable.error';
import { UnsupportedDatabaseError } from '../errors/unsupported-database.error';
import { temporaryDatabase, temporaryFolder } from '../testing/temporary-database';
import { Database } from './database';
import type { SerialSource } from './serial-source';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const pragma = (source: SerialSource, name: string): Promise<unknown> =>
  source
    .run((manager) => manager.query<Record<string, unknown>[]>(`PRAGMA ${name}`))
    .then(([row]) => Object.values(row ?? {})[0]);
describe('Database.open', () => {
  it('writes ahead on every connection, with the settings asked for', async () => {
    const { database, remove } = await temporaryDatabase();
    for (const source of [database.control, database.ledger, database.reader]) {
      await expect(pragma(source, 'journal_mode')).resolves.toBe('wal');
      await expect(pragma(source, 'synchronous')).resolves.toBe(1);
      await expect(pragma(source, 'foreign_keys')).resolves.toBe(1);
      await expect(pragma(source, 'busy_timeout')).resolves.toBe(5_000);
    }
    await remove();
  });

  it('gives the reader no way to write', async () => {
    const { database, remove } = await temporaryDatabase();
    const insert = `INSERT INTO settings VALUES ('a', '1', 1)`;
    await expect(database.reader.run((manager) => manager.query(insert))).rejects.toMatchObject({
      code: 'database_unavailable',
      cause: { driverError: { code: 'SQLITE_READONLY' } },
    });
    await expect(database.reader.run((manager) => manager.query('DROP TABLE settings'))).rejects.toThrow();
    await expect(database.control.run((manager) => manager.query(insert))).resolves.toBeDefined();
    await remove();
  });

  it('keeps folder and files to their owner', async () => {
    const { database, file, remove } = await temporaryDatabase();
    await database.control.run((manager) => manager.query(`INSERT INTO settings VALUES ('a', '1', 1)`));
    expect(modeOf(join(file, '..'))).toBe('700');
    expect([file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual(['600', '600', '600']);
    await remove();
  });

  it("leaves an existing folder's and file's mode as the operator set it", async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'g.sqlite');
    writeFileSync(file, '');
    chmodSync(folder.path, 0o755);
    chmodSync(file, 0o640);
    const database = await Database.open(file);
    expect([modeOf(folder.path), modeOf(file)]).toEqual(['755', '640']);
    await database.close();
    folder.remove();
  });

  it('folds the write-ahead log back when it closes, and may be closed twice', async () => {
    const { database, file, remove } = await temporaryDatabase();
    expect(existsSync(`${file}-wal`)).toBe(true);
    await database.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
    await remove();
  });

  it('migrates once: a second start finds nothing to do and loses nothing', async () => {
    const { database, file, remove } = await temporaryDatabase();
    await database.control.run((manager) => manager.query(`INSERT INTO settings VALUES ('kept', '1', 1)`));
    await database.close();
    const again = await Database.open(file);
    const migrations: unknown = await again.control.run((manager) =>
      manager.query('SELECT name FROM schema_migrations'),
    );
    expect(migrations).toEqual([
      { name: 'InitialSchema1795348800000' },
      { name: 'KeptStates1795392000000' },
      { name: 'Ledger1795435200000' },
      { name: 'RouteTraces1795478400000' },
      { name: 'ControlPlane1795564800000' },
    ]);
    await expect(again.reader.run((manager) => manager.query('SELECT key FROM settings'))).resolves.toEqual([
      { key: 'kept' },
    ]);
    await again.close();
    await remove();
  });

  it('is left alone when a newer version has written it', async () => {
    const { database, file, remove } = await temporaryDatabase();
    await database.control.run((manager) =>
      manager.query(`INSERT INTO schema_migrations (timestamp, name) VALUES (9, 'Future9')`),
    );
    await database.close();
    await expect(Database.open(file)).rejects.toThrow(
      expect.objectContaining({ code: 'database_unavailable', message: expect.stringContaining('newer version') }),
    );
    await remove();
  });

  it('survives several starts at once on a new file', async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'g.sqlite');
    const databases = await Promise.all(Array.from({ length: 4 }, () => Database.open(file)));
    for (const database of databases) {
      await expect(database.control.run((manager) => manager.query('SELECT * FROM settings'))).resolves.toEqual([]);
      await database.close();
    }
    folder.remove();
  });
});

describe('three connections', () => {
  const insert = `INSERT INTO settings VALUES ('a', '1', 1)`;
  const count = async (source: SerialSource): Promise<unknown> =>
    source.run((manager) => manager.query('SELECT COUNT(*) AS rows FROM settings'));

  it('let the reader read the last state while another one writes', async () => {
    const { database, remove } = await temporaryDatabase();
    await database.ledger.transaction(async (manager) => {
      await manager.query(insert);
      await expect(count(database.reader)).resolves.toEqual([{ rows: 0 }]);
      await expect(count(database.control)).resolves.toEqual([{ rows: 0 }]);
    });
    await expect(count(database.reader)).resolves.toEqual([{ rows: 1 }]);
    await expect(count(database.control)).resolves.toEqual([{ rows: 1 }]);
    await remove();
  });

  it('wait for each other to write', async () => {
    const { database, remove } = await temporaryDatabase();
    let waiting: Promise<unknown> = Promise.resolve();
    await database.control.transaction(async (manager) => {
      waiting = database.ledger.transaction((ledger) => ledger.query(`UPDATE settings SET value = '2'`));
      await new Promise((resolve) => setImmediate(resolve));
      await manager.query(insert);
    });
    await waiting;
    const values: unknown = await database.reader.run((manager) => manager.query('SELECT value FROM settings'));
    expect(values).toEqual([{ value: '2' }]);
    await remove();
  });
});

describe('a database that cannot be opened', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it('says the path and what to do when the folder is no folder', async () => {
    const blocked = join(folder.path, 'blocked');
    writeFileSync(blocked, '');
    const opening = Database.open(join(blocked, 'g.sqlite'));
    await expect(opening).rejects.toThrow(/blocked\/g\.sqlite" cannot be opened \(EEXIST\)\. Check that/);
    await expect(opening).rejects.toBeInstanceOf(DatabaseUnavailableError);
    await expect(opening).rejects.toMatchObject({
      httpStatus: 503,
      code: 'database_unavailable',
      type: 'server_error',
    });
  });

  it('says so when the file is a folder', async () => {
    const file = join(folder.path, 'directory.sqlite');
    mkdirSync(file);
    await expect(Database.open(file)).rejects.toThrow(/directory\.sqlite" cannot be opened \(EISDIR\)/);
  });

  it('says so when the file is something else, and leaves it as it is', async () => {
    const file = join(folder.path, 'letter.txt');
    const letter = 'Dear database, '.repeat(500);
    writeFileSync(file, letter);
    await expect(Database.open(file)).rejects.toThrow(
      /letter\.txt".*\(SQLITE_NOTADB\)\. It is not a usable SQLite database/,
    );
    expect(readFileSync(file, 'utf8')).toBe(letter);
  });

  it('says so when another process holds the lock', async () => {
    const { database, file, remove } = await temporaryDatabase();
    await database.close();
    const other = new RawDatabase(file);
    await new Promise<void>((done, fail) => {
      other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE', (error) => (error ? fail(error) : done()));
    });
    await expect(Database.open(file, { busyTimeoutMs: 20 })).rejects.toThrow(
      /\(SQLITE_BUSY\)\. Another process holds it/,
    );
    await new Promise<void>((done) => other.close(() => done()));
    const free = await Database.open(file);
    await free.close();
    await remove();
  });

  it('reports an unsupported address as such', async () => {
    await expect(Database.open('postgres://u:p@host/db')).rejects.toBeInstanceOf(UnsupportedDatabaseError);
  });
});
