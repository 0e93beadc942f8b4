import type { UsageGrain } from '@app/contracts';
import type { EntityManager } from 'typeorm';
import { SnakeNamingStrategy } from '../database/snake-naming.strategy';
import { USAGE_DIMENSIONS } from './usage-key';
import type { UsageKey } from './usage-key';
import { seriesOf } from './usage-sums';
import type { UsageRecord, UsageTotals } from './usage-sums';
import { COUNTER_COLUMNS, KEY_COLUMNS } from './usage-values';
import { USAGE_TABLE } from './write-usage';

const ROWS_PER_PAGE = 2_000;
const naming = new SnakeNamingStrategy();
/** Every field of `UsageRecord`, which the compiler sees to. */
const FIELDS: Readonly<Record<keyof UsageRecord, true>> = {
  startedAt: true,
  clientId: true,
  groupName: true,
  providerId: true,
  sentModel: true,
  servedModel: true,
  outcome: true,
  errorCode: true,
  isStream: true,
  freshInputTokens: true,
  cachedInputTokens: true,
  cacheWriteTokens: true,
  outputTokens: true,
  reasoningTokens: true,
  audioInputTokens: true,
  imageCount: true,
  usageSource: true,
  costNanoUsd: true,
  costState: true,
  savedNanoUsd: true,
  attempts: true,
  latencyMs: true,
  timeToFirstTokenMs: true,
};
const SELECTED = Object.keys(FIELDS)
  .map((field) => `${naming.columnName(field, undefined)} AS "${field}"`)
  .join(', ');

/** As a driver hands it over: a boolean may be 0 or 1, a long integer text. */
interface StoredRecord extends Omit<UsageRecord, 'isStream' | 'startedAt' | 'costNanoUsd' | 'savedNanoUsd'> {
  readonly requestId: string;
  readonly isStream: boolean | number;
  readonly startedAt: number | string;
  readonly costNanoUsd: number | string | null;
  readonly savedNanoUsd: number | string | null;
}

/** The rows that began from `from` on and before `to`, oldest first, page by page: no row as an entity, which costs ten times as much. */
export async function* recordPages(manager: EntityManager, from: number, to: number): AsyncGenerator<UsageRecord[]> {
  const { driver } = manager.connection;
  const [start, id, end] = ['start', 'id', 'end'].map((name, index) => driver.createParameter(name, index));
  const sql =
    `SELECT request_id AS "requestId", ${SELECTED} FROM requests ` +
    `WHERE (started_at, request_id) > (${start}, ${id}) AND started_at < ${end} ` +
    `ORDER BY started_at, request_id LIMIT ${ROWS_PER_PAGE}`;
  // No id sorts before the empty text.
  let after: readonly [startedAt: number | string, requestId: string] = [from, ''];
  for (;;) {
    const rows = await manager.query<StoredRecord[]>(sql, [...after, to]);
    yield rows.map((row) => ({
      ...row,
      isStream: Boolean(row.isStream),
      startedAt: Number(row.startedAt),
      costNanoUsd: row.costNanoUsd === null ? null : Number(row.costNanoUsd),
      savedNanoUsd: row.savedNanoUsd === null ? null : Number(row.savedNanoUsd),
    }));
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_PER_PAGE) return;
    after = [last.startedAt, last.requestId];
  }
}

type StoredKey = Omit<UsageKey, 'isStream'> & { readonly is_stream: boolean | number };

/** The stored rows of one bucket. */
export async function storedTotals(manager: EntityManager, grain: UsageGrain, bucket: number): Promise<UsageTotals[]> {
  const rows = await manager.query<(StoredKey & Readonly<Record<string, string | number>>)[]>(
    `SELECT ${[...KEY_COLUMNS, ...COUNTER_COLUMNS].join(', ')} FROM ${USAGE_TABLE[grain]} ` +
      `WHERE dimension IN (${DIMENSION_LIST}) AND bucket = ${manager.connection.driver.createParameter('bucket', 0)}`,
    [bucket],
  );
  return rows.map((row) => {
    const { dimension, entity, detail, outcome } = row;
    const isStream = Boolean(row.is_stream);
    const series = seriesOf({ dimension, entity, detail }, { outcome, isStream });
    const sums = COUNTER_COLUMNS.map((column) => Number(row[column]));
    return { dimension, bucket, entity, detail, outcome, isStream, series, sums };
  });
}

/** The tables are sorted by it first: with all of them named, a bucket is found in a few places and not by reading on. */
export const DIMENSION_LIST = USAGE_DIMENSIONS.map((dimension) => `'${dimension}'`).join(', ');
