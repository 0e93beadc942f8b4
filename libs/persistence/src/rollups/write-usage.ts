import type { UsageGrain } from '@app/contracts';
import type { EntityManager } from 'typeorm';
import { UsageDayEntity, UsageHourEntity, UsageQuarterEntity } from '../entities/usage-bucket.entity';
import { USAGE_GRAINS } from './usage-grain';
import type { UsageRows } from './usage-rows';
import { KEY_COLUMNS, UsageValuesWriter } from './usage-values';

export const USAGE_TABLE: Readonly<Record<UsageGrain, string>> = {
  quarter: UsageQuarterEntity.options.name,
  hour: UsageHourEntity.options.name,
  day: UsageDayEntity.options.name,
};

/** More would hold the event loop for long while the statement is built. */
const ROWS_PER_STATEMENT = 250;

/** Adds the sums to the buckets; one that is not there yet begins with them. */
export function addTotals(manager: EntityManager, rows: Partial<UsageRows>): Promise<void> {
  return inStatements(
    manager,
    rows,
    (table, columns, tuples) =>
      `INSERT INTO ${table} (${[...KEY_COLUMNS, ...columns].join(', ')}) VALUES ${tuples} ` +
      `ON CONFLICT (${KEY_COLUMNS.join(', ')}) DO UPDATE SET ${sumsOf(table, columns, 'excluded')}`,
  );
}

/** Adds the sums, which may be negative, to those buckets that are there. */
export function changeTotals(manager: EntityManager, rows: Partial<UsageRows>): Promise<void> {
  return inStatements(
    manager,
    rows,
    (table, columns, tuples) =>
      `WITH change (${[...KEY_COLUMNS, ...columns].join(', ')}) AS (VALUES ${tuples}) ` +
      `UPDATE ${table} SET ${sumsOf(table, columns, 'change')} FROM change ` +
      `WHERE ${KEY_COLUMNS.map((column) => `${table}.${column} = change.${column}`).join(' AND ')}`,
  );
}

const sumsOf = (table: string, columns: readonly string[], added: string): string =>
  columns.map((column) => `${column} = ${table}.${column} + ${added}.${column}`).join(', ');

async function inStatements(
  manager: EntityManager,
  rows: Partial<UsageRows>,
  statementOf: (table: string, columns: readonly string[], tuples: string) => string,
): Promise<void> {
  const writer = new UsageValuesWriter(
    manager.connection.driver,
    USAGE_GRAINS.flatMap((grain) => rows[grain] ?? []),
  );
  if (writer.columns.length === 0) return;
  for (const grain of USAGE_GRAINS) {
    const ofGrain = rows[grain] ?? [];
    for (let start = 0; start < ofGrain.length; start += ROWS_PER_STATEMENT) {
      const { tuples, parameters } = writer.valuesOf(ofGrain.slice(start, start + ROWS_PER_STATEMENT));
      await manager.query(statementOf(USAGE_TABLE[grain], writer.columns, tuples), parameters);
    }
  }
}
