import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/**
 * Inserts the rows whose primary key is not there yet, in one statement, and returns how many those were.
 * Not TypeORM's query builder: it spends 60 µs of CPU a row on naming and finding again its parameters, more than a
 * whole request may cost, and does not tell how many rows were new. Names, values and placeholders are still its own.
 */
export async function insertNew<Row extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<number> {
  const { driver } = manager.connection;
  const { tablePath, columns, primaryColumns } = manager.connection.getMetadata(target);
  const list = (names: typeof columns): string =>
    names.map(({ databaseName }) => driver.escape(databaseName)).join(', ');

  const parameters: unknown[] = [];
  const tuples = rows.map((row) => {
    const placeholders = columns.map((column) => {
      parameters.push(driver.preparePersistentValue(column.getEntityValue(row), column));
      return driver.createParameter(column.databaseName, parameters.length - 1);
    });
    return `(${placeholders.join(', ')})`;
  });
  const sql =
    `INSERT INTO ${driver.escape(tablePath)} (${list(columns)}) VALUES ${tuples.join(', ')} ` +
    `ON CONFLICT (${list(primaryColumns)}) DO NOTHING`;

  const runner = manager.connection.createQueryRunner();
  try {
    const result = await runner.query(sql, parameters, true);
    return result.affected ?? 0;
  } finally {
    await runner.release();
  }
}
