import type { RequestOutcome, UsageGrain } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { USAGE_BINS, USAGE_MEASURES, usageColumn } from '../entities/usage-bucket.entity';
import { keptFrom } from '../rollups/kept-from';
import { USAGE_TABLE } from '../rollups/write-usage';
import { Conditions } from './conditions';
import { rowSumsSql, type RowFilter } from './row-sums';
import {
  addKeys,
  addSelection,
  addSpan,
  eachBucket,
  eachRange,
  spansByGrain,
  type SeriesSpan,
  type UsageKeyPair,
  type UsageSelection,
} from './usage-selection';
import type { UsageSpan } from './usage-spans';

export type UsageMeasure = (typeof USAGE_MEASURES)[number];
type Measures = Readonly<Record<UsageMeasure, number>>;

/** Sums of what ended alike. */
export interface UsageSumsRow extends Measures {
  readonly entity: string;
  readonly detail: string;
  readonly outcome: RequestOutcome;
  /** Counters of `LATENCY_BINS` bins; empty where they were not asked for. */
  readonly latencyBins: readonly number[];
  readonly firstTokenBins: readonly number[];
}

/** Sums of one bucket of a series. */
export interface UsagePointRow {
  /** Which of the bucket starts that were given. */
  readonly bucket: number;
  readonly entity: string;
  readonly detail: string;
  readonly requests: number;
  readonly errors: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costNanoUsd: number;
}

const MEASURE_SUMS = USAGE_MEASURES.map((measure) => `SUM(${usageColumn(measure)}) AS "${measure}"`).join(', ');
const BIN_SUMS = USAGE_BINS.map((bin) => `SUM(${usageColumn(bin)}) AS "${bin}"`).join(', ');
const BINS_EACH = USAGE_BINS.length / 2;

/** Reads the roll-ups. Statements are short and their answers small: whatever can be summed up is summed up there. */
@Injectable()
export class UsageReportRepository {
  constructor(private readonly database: Database) {}

  /** The day from which quarters and hours are kept, epoch milliseconds. */
  async quartersSince(): Promise<number> {
    return (await this.database.reader.run(keptFrom)).rollUps;
  }

  /** One row for each entity, detail and outcome within the spans; what is not asked for is 0, or empty. */
  async sums(
    spans: readonly UsageSpan[],
    selection: UsageSelection,
    what: 'measures' | 'bins' | 'both',
  ): Promise<UsageSumsRow[]> {
    const columns = [what === 'bins' ? [] : [MEASURE_SUMS], what === 'measures' ? [] : [BIN_SUMS]].flat().join(', ');
    const rows: UsageSumsRow[] = [];
    for (const span of spans) {
      const conditions = new Conditions();
      addSpan(conditions, span, selection);
      addSelection(conditions, selection);
      const sql =
        `SELECT entity, detail, outcome, ${columns} ` +
        `FROM ${USAGE_TABLE[span.grain]} WHERE ${conditions.sql} GROUP BY entity, detail, outcome`;
      rows.push(...(await this.query(sql, conditions.parameters)).map((row) => sumsRowOf(row, what !== 'measures')));
    }
    return rows;
  }

  /** The same from the rows of the ledger, without bins; `entity` is what they are grouped by, `detail` empty. */
  async sumsOfRows(from: number, to: number, filter: RowFilter, by: RowFilter['by']): Promise<UsageSumsRow[]> {
    const { sql, parameters } = rowSumsSql(from, to, filter, by);
    return (await this.query(sql, parameters)).map((row) => sumsRowOf(row, false));
  }

  /**
   * One row for each bucket of a series, entity and detail, and for each grain that the bucket is put together from.
   * `starts` has one more instant than there are buckets: their end.
   */
  async points(
    starts: readonly number[],
    selection: UsageSelection,
    keys?: readonly UsageKeyPair[],
  ): Promise<UsagePointRow[]> {
    const rows: UsagePointRow[] = [];
    for (const [grain, spans] of spansByGrain(starts))
      rows.push(...(await this.pointsOf(grain, spans, selection, keys)));
    return rows;
  }

  private async pointsOf(
    grain: UsageGrain,
    spans: readonly SeriesSpan[],
    selection: UsageSelection,
    keys: readonly UsageKeyPair[] | undefined,
  ): Promise<UsagePointRow[]> {
    const conditions = new Conditions();
    conditions.add('dimension = ?', selection.dimension);
    addSelection(conditions, selection);
    if (keys) addKeys(conditions, keys);
    const sql =
      (keys ? eachBucket(grain, spans) : eachRange(spans)) +
      `SELECT number AS bucket, entity, detail, SUM(requests) AS requests, ` +
      `SUM(CASE WHEN outcome = 'completed' THEN 0 ELSE requests END) AS errors, ` +
      `SUM(fresh_input_tokens + cached_input_tokens + cache_write_tokens) AS "promptTokens", ` +
      `SUM(output_tokens) AS "completionTokens", SUM(cost_nano_usd) AS "costNanoUsd" ` +
      `FROM zoned CROSS JOIN ${USAGE_TABLE[grain]} ON ${keys ? 'bucket = start' : 'bucket >= first AND bucket < last'} ` +
      `WHERE ${conditions.sql} GROUP BY number, entity, detail`;
    const rows = await this.query(sql, conditions.parameters);
    return rows.map((row) => ({
      bucket: numberIn(row, 'bucket'),
      entity: textIn(row, 'entity'),
      detail: textIn(row, 'detail'),
      requests: numberIn(row, 'requests'),
      errors: numberIn(row, 'errors'),
      promptTokens: numberIn(row, 'promptTokens'),
      completionTokens: numberIn(row, 'completionTokens'),
      costNanoUsd: numberIn(row, 'costNanoUsd'),
    }));
  }

  /** The entities with the greatest cost in whole UTC days, then with the most requests. */
  async leading(from: number, to: number, selection: UsageSelection, limit: number): Promise<UsageKeyPair[]> {
    const conditions = new Conditions();
    addSpan(conditions, { grain: 'day', from, to }, selection);
    addSelection(conditions, selection);
    const rows = await this.query(
      `SELECT entity, detail FROM usage_days WHERE ${conditions.sql} ` +
        `GROUP BY entity, detail ORDER BY SUM(cost_nano_usd) DESC, SUM(requests) DESC LIMIT ?`,
      [...conditions.parameters, limit],
    );
    return rows.map((row) => ({ entity: textIn(row, 'entity'), detail: textIn(row, 'detail') }));
  }

  private query(sql: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return this.database.reader.run((manager) => manager.query<Record<string, unknown>[]>(sql, [...parameters]));
  }
}

function sumsRowOf(row: Record<string, unknown>, isWithBins: boolean): UsageSumsRow {
  const measures = Object.fromEntries(USAGE_MEASURES.map((measure) => [measure, numberIn(row, measure)])) as Measures;
  const bins = isWithBins ? USAGE_BINS.map((bin) => numberIn(row, bin)) : [];
  return {
    ...measures,
    entity: textIn(row, 'entity'),
    detail: textIn(row, 'detail'),
    outcome: row['outcome'] as RequestOutcome,
    latencyBins: bins.slice(0, BINS_EACH),
    firstTokenBins: bins.slice(BINS_EACH),
  };
}

function textIn(row: Record<string, unknown>, name: string): string {
  const value = row[name];
  return typeof value === 'string' ? value : '';
}

/** PostgreSQL hands sums over as text. */
function numberIn(row: Record<string, unknown>, name: string): number {
  return Number(row[name] ?? 0);
}
