import type { EntityManager } from 'typeorm';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { InitialSchema1795348800000 } from './1795348800000-initial-schema';

const pendingChanges = async (manager: EntityManager): Promise<string[]> => {
  const pending = await manager.connection.driver.createSchemaBuilder().log();
  return pending.upQueries.map(({ query }) => query);
};

describe('the migrated schema', () => {
  let temporary: TemporaryDatabase;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
  });
  afterEach(() => temporary.remove());

  it('is what the entities say', async () => {
    await expect(temporary.database.control.run(pendingChanges)).resolves.toEqual([]);
  });

  it.each([
    ['a missing index', 'DROP INDEX ix_requests_started_at'],
    ['a missing column', 'ALTER TABLE requests DROP COLUMN overhead_ms'],
    ['a missing table', 'DROP TABLE users'],
    ['another column type', 'ALTER TABLE users DROP COLUMN role; ALTER TABLE users ADD COLUMN role bigint'],
  ])('would be noticed to differ by %s', async (_, statements) => {
    const changes = await temporary.database.control.run(async (manager) => {
      for (const statement of statements.split(';')) await manager.query(statement);
      return pendingChanges(manager);
    });
    expect(changes).not.toEqual([]);
  });

  it('names every column in snake case', async () => {
    const columns = await temporary.database.reader.run((manager) =>
      manager.query<{ name: string }[]>(
        `SELECT c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'`,
      ),
    );
    expect(columns.length).toBeGreaterThan(60);
    expect(columns.filter(({ name }) => !/^[a-z]+(_[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it('goes down and up again', async () => {
    await temporary.database.control.transaction(async (manager) => {
      const runner = manager.connection.createQueryRunner();
      const migration = new InitialSchema1795348800000();
      await migration.down(runner);
      expect(await runner.hasTable('requests')).toBe(false);
      await migration.up(runner);
      expect(await runner.hasTable('requests')).toBe(true);
    });
  });
});
