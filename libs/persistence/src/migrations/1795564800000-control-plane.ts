import { Table, TableColumn, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADDED: readonly (readonly [table: string, column: string, type: string])[] = [
  ['users', 'last_login_at', 'bigint'],
  ['users', 'version', 'integer NOT NULL DEFAULT 1'],
  ['clients', 'allowed_models', 'text'],
  ['clients', 'allowed_addresses', 'text'],
  ['clients', 'key_hint', "varchar NOT NULL DEFAULT ''"],
  ['clients', 'previous_key_hash', 'varchar'],
  ['clients', 'previous_key_works_until', 'bigint'],
  ['clients', 'description', "varchar NOT NULL DEFAULT ''"],
  ['clients', 'tags', "text NOT NULL DEFAULT '[]'"],
  ['clients', 'created_by', "varchar NOT NULL DEFAULT ''"],
  ['clients', 'last_used_at', 'bigint'],
  ['clients', 'version', 'integer NOT NULL DEFAULT 1'],
  ['clients', 'managed_by', 'varchar'],
  ['groups', 'version', 'integer NOT NULL DEFAULT 1'],
  ['groups', 'managed_by', 'varchar'],
  ['providers', 'tuning', "text NOT NULL DEFAULT '{}'"],
  ['providers', 'version', 'integer NOT NULL DEFAULT 1'],
  ['model_overrides', 'version', 'integer NOT NULL DEFAULT 1'],
  ['model_overrides', 'managed_by', 'varchar'],
  ['model_overrides', 'updated_by', "varchar NOT NULL DEFAULT ''"],
  ['price_overrides', 'version', 'integer NOT NULL DEFAULT 1'],
  ['price_overrides', 'managed_by', 'varchar'],
  ['price_overrides', 'updated_by', "varchar NOT NULL DEFAULT ''"],
  ['price_overrides', 'updated_at', 'bigint NOT NULL DEFAULT 0'],
];
const PREVIOUS_KEYS = new TableIndex({ name: 'ix_clients_previous_key_hash', columnNames: ['previous_key_hash'] });

/** Against slips. Who may write the file can drop these: then the chain of hashes shows it. */
const APPEND_ONLY = ['update', 'delete'].map(
  (verb) =>
    `CREATE TRIGGER audit_entries_no_${verb} BEFORE ${verb} ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`,
);

/** Sessions, the audit log, jobs, and what the control plane keeps of the objects it changes. */
export class ControlPlane1795564800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // TypeORM would copy the whole table for each column on SQLite.
    for (const [table, column, type] of ADDED) {
      await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
    }
    await queryRunner.createIndex('clients', PREVIOUS_KEYS);
    for (const table of [sessions, auditEntries, jobs]) await queryRunner.createTable(table());
    for (const statement of APPEND_ONLY) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [jobs, auditEntries, sessions]) await queryRunner.dropTable(table());
    await queryRunner.dropIndex('clients', PREVIOUS_KEYS);
    for (const [table, column] of ADDED.toReversed()) {
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    }
  }
}

type ColumnType = 'varchar' | 'integer' | 'bigint' | 'text';

const key = (type: ColumnType, name: string): TableColumn => new TableColumn({ name, type, isPrimary: true });
const required = (type: ColumnType, ...names: string[]): TableColumn[] =>
  names.map((name) => new TableColumn({ name, type }));
const optional = (type: ColumnType, ...names: string[]): TableColumn[] =>
  names.map((name) => new TableColumn({ name, type, isNullable: true }));
const index = (name: string, ...columnNames: string[]): TableIndex => new TableIndex({ name, columnNames });

const sessions = (): Table =>
  new Table({
    name: 'sessions',
    columns: [
      key('varchar', 'id'),
      ...required('varchar', 'user_id'),
      ...required('integer', 'session_version'),
      ...required('bigint', 'created_at', 'expires_at', 'last_seen_at'),
      ...required('varchar', 'address', 'user_agent'),
    ],
    indices: [index('ix_sessions_user_id', 'user_id'), index('ix_sessions_expires_at', 'expires_at')],
  });

const auditEntries = (): Table =>
  new Table({
    name: 'audit_entries',
    columns: [
      key('bigint', 'sequence'),
      ...required('bigint', 'at'),
      ...required('varchar', 'actor_kind'),
      ...optional('varchar', 'actor_id'),
      ...required('varchar', 'actor_name'),
      ...optional('varchar', 'actor_role', 'address', 'request_id'),
      ...required('varchar', 'action', 'entity', 'entity_id', 'entity_name'),
      ...optional('text', 'before', 'after'),
      ...required('varchar', 'hash'),
    ],
    indices: [index('ix_audit_entries_at', 'at'), index('ix_audit_entries_entity', 'entity', 'entity_id')],
  });

const jobs = (): Table =>
  new Table({
    name: 'jobs',
    columns: [
      key('varchar', 'id'),
      ...required('varchar', 'kind', 'state'),
      ...required('text', 'parameters'),
      ...required('bigint', 'done_steps'),
      ...optional('bigint', 'total_steps'),
      ...optional('text', 'result'),
      ...optional('varchar', 'error'),
      ...required('varchar', 'created_by'),
      ...required('bigint', 'created_at'),
      ...optional('bigint', 'started_at', 'finished_at'),
    ],
    indices: [index('ix_jobs_created_at', 'created_at')],
  });
