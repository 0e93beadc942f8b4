import type { EntityManager } from 'typeorm';
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database';
import { KeptStates1795392000000 } from './1795392000000-kept-states';

const TABLES = ['kept_states', 'stored_responses'];

describe('the migration for kept states', () => {
  let temporary: TemporaryDatabase;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
  });
  afterEach(() => temporary.remove());

  const tablesIn = async (manager: EntityManager): Promise<string[]> => {
    const rows = await manager.query<{ name: string }[]>(`SELECT name FROM sqlite_master WHERE type = 'table'`);
    return rows.map(({ name }) => name).filter((name) => TABLES.includes(name));
  };

  it('goes down and up again, and leaves the other tables alone', async () => {
    await temporary.database.control.transaction(async (manager) => {
      const runner = manager.connection.createQueryRunner();
      const migration = new KeptStates1795392000000();
      await migration.down(runner);
      expect(await tablesIn(manager)).toEqual([]);
      expect(await runner.hasTable('requests')).toBe(true);
      await migration.up(runner);
      expect((await tablesIn(manager)).sort()).toEqual(TABLES);
    });
  });

  it.each(TABLES)('lets expired rows of %s be found by an index', async (table) => {
    const plan = await temporary.database.reader.run((manager) =>
      manager.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN SELECT * FROM ${table} WHERE expires_at <= 5`),
    );
    expect(plan[0]?.detail).toContain(`ix_${table}_expires_at`);
  });

  it('lets a key stand once', async () => {
    await expect(
      temporary.database.control.run(async (manager) => {
        for (let i = 0; i < 2; i++)
          await manager.query(`INSERT INTO kept_states (id, sealed, expires_at) VALUES ('a', 'x', 1)`);
      }),
    ).rejects.toThrow(/UNIQUE/);
  });
});
