import { Database as RawDatabase } from 'sqlite3';
import type { EntityManager } from 'typeorm';
import { DatabaseUnavailableError } from '../errors/database-unavailable.error';
import { RowRefusedError } from '../errors/row-refused.error';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { Database } from './database';
import type { SerialSource } from './serial-source';

const insert = (key: string): string => `INSERT INTO settings VALUES ('${key}', '1', 1)`;

describe('SerialSource', () => {
  let temporary: TemporaryDatabase;
  let source: SerialSource;
  beforeEach(async () => {
    temporary = await temporaryDatabase({ busyTimeoutMs: 30 });
    source = temporary.database.control;
  });
  afterEach(() => temporary.remove());

  const keys = async (): Promise<string[]> => {
    const rows = await source.run((manager) =>
      manager.query<{ key: string }[]>('SELECT key FROM settings ORDER BY key'),
    );
    return rows.map(({ key }) => key);
  };

  it('keeps concurrent transactions apart, and undoes only the one that failed', async () => {
    const transactions = Array.from({ length: 20 }, (_, number) =>
      source.transaction(async (manager) => {
        await manager.query(insert(`${number} first`));
        await manager.query(insert(`${number} second`));
        if (number % 4 === 0) throw new Error(`${number} gives up`);
      }),
    );
    const outcomes = await Promise.allSettled(transactions);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5);
    const stored = await keys();
    expect(stored).toHaveLength(30);
    expect(stored.filter((key) => /^(0|4|8|12|16) /.test(key))).toEqual([]);
  });

  it("keeps a single statement out of somebody else's transaction", async () => {
    const failing = source.transaction(async (manager) => {
      await manager.query(insert('undone'));
      throw new Error('gives up');
    });
    const single = source.run((manager) => manager.query(insert('kept')));
    await expect(failing).rejects.toThrow('gives up');
    await single;
    await expect(keys()).resolves.toEqual(['kept']);
  });

  it('may read first and write later while another connection writes in between', async () => {
    let other: Promise<unknown> = Promise.resolve();
    await source.transaction(async (manager) => {
      await manager.query('SELECT * FROM settings');
      other = temporary.database.ledger.run((ledger) => ledger.query(insert('other'))).catch((error: unknown) => error);
      await other;
      await manager.query(insert('mine'));
    });
    await expect(other).resolves.toBeInstanceOf(DatabaseUnavailableError);
    await expect(keys()).resolves.toEqual(['mine']);
  });

  it('is usable after SQLite itself ended the transaction', async () => {
    const ended = source.transaction(async (manager) => {
      await manager.query(insert('undone'));
      await manager.query('ROLLBACK');
      throw new Error('the disk was full');
    });
    await expect(ended).rejects.toThrow('the disk was full');
    await source.transaction((manager) => manager.query(insert('kept')));
    await temporary.database.close();
    const again = await Database.open(temporary.file);
    source = again.control;
    await expect(keys()).resolves.toEqual(['kept']);
    await again.close();
  });

  it('tells a database that is away from a row that is wrong', async () => {
    const other = new RawDatabase(temporary.file);
    await new Promise<void>((done) => other.exec('BEGIN EXCLUSIVE', () => done()));
    const locked: unknown = await source
      .transaction((manager) => manager.query(insert('a')))
      .catch((error: unknown) => error);
    expect(locked).toBeInstanceOf(DatabaseUnavailableError);
    expect(locked).toMatchObject({ message: 'The database does not answer (SQLITE_BUSY); try again shortly.' });
    await new Promise<void>((done) => other.close(() => done()));

    await source.run((manager) => manager.query(insert('a')));
    await expect(source.run((manager) => manager.query(insert('a')))).rejects.toBeInstanceOf(RowRefusedError);
    await expect(source.run((manager) => manager.query('SELEC'))).rejects.toThrow('syntax error');
  });

  describe('a snapshot', () => {
    it('reads one moment, while others write', async () => {
      const { reader, ledger } = temporary.database;
      const read = (manager: EntityManager): Promise<unknown> => manager.query('SELECT key FROM settings');
      await reader.snapshot(async (manager) => {
        await expect(read(manager)).resolves.toEqual([]);
        await ledger.run((writer) => writer.query(insert('new')));
        await expect(read(manager)).resolves.toEqual([]);
      });
      await expect(reader.run(read)).resolves.toEqual([{ key: 'new' }]);
    });

    it('ends with a failure too', async () => {
      const { reader } = temporary.database;
      await expect(reader.snapshot(() => Promise.reject(new Error('gives up')))).rejects.toThrow('gives up');
      await expect(reader.snapshot((manager) => manager.query('SELECT 1 AS one'))).resolves.toEqual([{ one: 1 }]);
    });
  });

  it('finishes the work in progress before it closes', async () => {
    const working = source.transaction(async (manager) => {
      await manager.query(insert('a'));
      await manager.query(insert('b'));
    });
    await source.close();
    await expect(working).resolves.toBeUndefined();
    await expect(source.run((manager) => manager.query(insert('c')))).rejects.toThrow();
  });
});
