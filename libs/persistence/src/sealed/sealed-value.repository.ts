import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ControlTransaction } from '../control/control-transaction';
import { Database } from '../database/database';
import type { SealedColumn } from './sealed-columns';

/** `v1:` and eight characters: by these alone the database tells which key sealed a value. */
const KEY_ID_AT = 4;
const KEY_ID_CHARS = 8;

export interface SealedRow {
  readonly row: string;
  readonly sealed: string;
}

export interface ResealedRow extends SealedRow {
  /** The same text under another key. */
  readonly resealed: string;
}

/** Sealed values as such, whatever they are for. Tables and columns come from `SEALED_COLUMNS` alone. */
@Injectable()
export class SealedValueRepository {
  constructor(private readonly database: Database) {}

  /** How many values of a column each key has sealed. */
  async countByKey(column: SealedColumn): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.reader.run((manager) =>
      asked<{ id: string; count: number }>(
        manager,
        `SELECT ${keyIdIn(column)} AS id, COUNT(*) AS count FROM ${column.table} WHERE ${column.column} IS NOT NULL GROUP BY 1`,
      ),
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** The next values that another key has sealed, by row, those after `after`. */
  others(column: SealedColumn, keyId: string, after: string): Promise<SealedRow[]> {
    const { table, column: name, key, atOnce } = column;
    return this.database.reader.run((manager) =>
      asked<SealedRow>(
        manager,
        `SELECT ${key} AS row, ${name} AS sealed FROM ${table}
         WHERE ${key} > ? AND ${name} IS NOT NULL AND ${keyIdIn(column)} <> ? ORDER BY ${key} LIMIT ${atOnce}`,
        [after, keyId],
      ),
    );
  }

  /** One short transaction. A value that somebody has changed meanwhile stays as it is. */
  replace({ table, column, key }: SealedColumn, rows: readonly ResealedRow[]): Promise<void> {
    return this.database.control.transaction(async (manager) => {
      for (const { row, sealed, resealed } of rows) {
        await manager.query(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ? AND ${column} = ?`, [
          ...[resealed, row, sealed],
        ]);
      }
    });
  }

  /** Gives up the values that none of these keys opens. */
  async forget(transaction: ControlTransaction, column: SealedColumn, keyIds: readonly string[]): Promise<void> {
    const lost = `${column.column} IS NOT NULL AND ${keyIdIn(column)} NOT IN (${keyIds.map(() => '?').join()})`;
    const statement =
      column.whenLost === 'clear'
        ? `UPDATE ${column.table} SET ${column.column} = NULL`
        : `DELETE FROM ${column.table}`;
    await transaction.query(`${statement} WHERE ${lost}`, [...keyIds]);
  }
}

function keyIdIn({ column }: SealedColumn): string {
  return `substr(${column}, ${KEY_ID_AT}, ${KEY_ID_CHARS})`;
}

/** What TypeORM calls `any`. */
function asked<T>(manager: EntityManager, statement: string, parameters: unknown[] = []): Promise<T[]> {
  return manager.query<T[]>(statement, parameters);
}
