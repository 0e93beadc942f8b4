import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database';
import { keptFrom, setKeptFrom } from './kept-from';
import type { KeptFrom } from './kept-from';
import { USAGE_DIMENSIONS } from './usage-key';
import { KEY_COLUMNS } from './usage-values';
import { USAGE_TABLE } from './write-usage';

/** What hangs on a row of the ledger, and goes with it. */
const BELONGINGS = ['repricings', 'captured_bodies'];

/** Removes what is old, a few rows at a time, none of which is ever loaded. Each call is one short transaction. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** Notes what will be removed, before it is: a day that has lost some of its rows must not be recounted. */
  noteKeptFrom(change: Partial<KeptFrom>, nowMs: number): Promise<void> {
    return this.database.ledger.transaction((manager) => setKeptFrom(manager, change, nowMs));
  }

  keptFrom(): Promise<KeptFrom> {
    return this.database.reader.run(keptFrom);
  }

  /** Removes the oldest rows of the ledger that began before a time. Returns how many, as the others do. */
  removeRequests(before: number, most: number): Promise<number> {
    return this.database.ledger.transaction(async (manager) => {
      const oldest =
        `SELECT request_id FROM requests WHERE started_at < ${parameter(manager, 0)} ` +
        `ORDER BY started_at, request_id LIMIT ${parameter(manager, 1)}`;
      for (const table of BELONGINGS) {
        await removed(manager, `DELETE FROM ${table} WHERE request_id IN (${oldest})`, [before, most]);
      }
      return removed(manager, `DELETE FROM requests WHERE request_id IN (${oldest})`, [before, most]);
    });
  }

  removeExpiredBodies(nowMs: number, most: number): Promise<number> {
    return this.database.ledger.transaction((manager) => {
      const expired =
        `SELECT request_id FROM captured_bodies WHERE expires_at <= ${parameter(manager, 0)} ` +
        `ORDER BY expires_at LIMIT ${parameter(manager, 1)}`;
      return removed(manager, `DELETE FROM captured_bodies WHERE request_id IN (${expired})`, [nowMs, most]);
    });
  }

  /** Removes quarters and hours that began before a time; days are kept for ever. */
  async removeRollUps(before: number, most: number): Promise<number> {
    for (const grain of ['quarter', 'hour'] as const) {
      for (const dimension of USAGE_DIMENSIONS) {
        const count = await this.removeBuckets(USAGE_TABLE[grain], dimension, before, most);
        if (count > 0) return count;
      }
    }
    return 0;
  }

  /** By dimension, which the tables are sorted by first: else the whole table would be read. */
  private removeBuckets(table: string, dimension: string, before: number, most: number): Promise<number> {
    const key = KEY_COLUMNS.join(', ');
    return this.database.ledger.transaction((manager) => {
      const oldest =
        `SELECT ${key} FROM ${table} WHERE dimension = ${parameter(manager, 0)} ` +
        `AND bucket < ${parameter(manager, 1)} ORDER BY bucket LIMIT ${parameter(manager, 2)}`;
      return removed(manager, `DELETE FROM ${table} WHERE (${key}) IN (${oldest})`, [dimension, before, most]);
    });
  }
}

function parameter(manager: EntityManager, index: number): string {
  return manager.connection.driver.createParameter(`p${index}`, index);
}

/** How many rows a statement removed, which `manager.query` does not tell. */
async function removed(manager: EntityManager, sql: string, parameters: unknown[]): Promise<number> {
  const runner = manager.queryRunner ?? manager.connection.createQueryRunner();
  const { affected } = await runner.query(sql, parameters, true);
  return affected ?? 0;
}
