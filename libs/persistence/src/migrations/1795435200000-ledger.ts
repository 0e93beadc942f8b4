import { Table, TableColumn, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BINS = 40;
const USAGE_TABLES = ['usage_quarters', 'usage_hours', 'usage_days'];
const MEASURES = [
  ...['requests', 'fresh_input_tokens', 'cached_input_tokens', 'cache_write_tokens', 'output_tokens'],
  ...['reasoning_tokens', 'audio_input_tokens', 'image_count', 'cost_nano_usd', 'saved_nano_usd'],
  ...['unpriced_requests', 'free_requests', 'estimated_requests', 'attempts', 'latency_ms'],
  ...['first_token_requests', 'first_token_ms'],
];
const ADDED: readonly (readonly [table: string, column: string, type: string])[] = [
  ['requests', 'audio_input_tokens', 'integer'],
  ['requests', 'image_count', 'integer'],
  ['requests', 'usage_details', 'text'],
  ['requests', 'saved_nano_usd', 'bigint'],
  ['requests', 'cost_formula', 'text'],
  ['clients', 'requests_per_minute', 'integer'],
  ['clients', 'tokens_per_minute', 'integer'],
  ['clients', 'concurrent_requests', 'integer'],
  ['clients', 'budget_nano_usd', 'bigint'],
  ['clients', 'budget_period', 'varchar'],
];

/** What a row's price came from, roll-ups, the journal's checkpoint, earlier prices, captured bodies, and limits of clients. */
export class Ledger1795435200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // TypeORM would copy the whole table for each column on SQLite.
    for (const [table, column, type] of ADDED) {
      await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
    }
    for (const name of USAGE_TABLES) await queryRunner.createTable(usage(name));
    for (const table of [checkpoints, repricings, capturedBodies]) await queryRunner.createTable(table());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [capturedBodies, repricings, checkpoints]) await queryRunner.dropTable(table());
    for (const name of USAGE_TABLES) await queryRunner.dropTable(name);
    for (const [table, column] of ADDED.toReversed()) {
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    }
  }
}

type ColumnType = 'varchar' | 'integer' | 'bigint' | 'boolean' | 'text';

const keys = (type: ColumnType, ...names: string[]): TableColumn[] =>
  names.map((name) => new TableColumn({ name, type, isPrimary: true }));
const required = (type: ColumnType, ...names: string[]): TableColumn[] =>
  names.map((name) => new TableColumn({ name, type }));
const optional = (type: ColumnType, ...names: string[]): TableColumn[] =>
  names.map((name) => new TableColumn({ name, type, isNullable: true }));
/** With a default, so that what a batch of requests did not use need not be written. */
const counters = (type: ColumnType, ...names: string[]): TableColumn[] =>
  names.map((name) => new TableColumn({ name, type, default: '0' }));
const bins = (prefix: string): string[] => Array.from({ length: BINS }, (_, bin) => `${prefix}_${bin}`);

const usage = (name: string): Table =>
  new Table({
    name,
    withoutRowid: true,
    columns: [
      ...keys('varchar', 'dimension'),
      ...keys('bigint', 'bucket'),
      ...keys('varchar', 'entity', 'detail', 'outcome'),
      ...keys('boolean', 'is_stream'),
      ...counters('bigint', ...MEASURES),
      ...counters('integer', ...bins('latency'), ...bins('first_token')),
    ],
  });

const checkpoints = (): Table =>
  new Table({
    name: 'journal_checkpoints',
    columns: [
      ...keys('varchar', 'journal_id'),
      ...required('integer', 'segment'),
      ...required('bigint', 'byte_offset', 'updated_at'),
    ],
  });

const repricings = (): Table =>
  new Table({
    name: 'repricings',
    columns: [
      ...keys('varchar', 'run_id', 'request_id'),
      ...required('bigint', 'repriced_at'),
      ...optional('bigint', 'old_cost_nano_usd', 'new_cost_nano_usd'),
      ...optional('varchar', 'old_cost_state', 'old_price_id', 'new_cost_state', 'new_price_id'),
    ],
    indices: [new TableIndex({ name: 'ix_repricings_request_id', columnNames: ['request_id'] })],
  });

const capturedBodies = (): Table =>
  new Table({
    name: 'captured_bodies',
    columns: [
      ...keys('varchar', 'request_id'),
      ...required('text', 'sealed_request', 'sealed_answer'),
      ...required('boolean', 'is_cut'),
      ...required('bigint', 'expires_at'),
    ],
    indices: [new TableIndex({ name: 'ix_captured_bodies_expires_at', columnNames: ['expires_at'] })],
  });
