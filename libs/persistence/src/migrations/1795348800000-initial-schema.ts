import { Table, TableColumn, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Written with the Table API, so that SQLite and PostgreSQL run the same file. */
export class InitialSchema1795348800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of [clients, users, providers, modelOverrides, priceOverrides, groups, settings, requests]) {
      await queryRunner.createTable(table());
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [requests, settings, groups, priceOverrides, modelOverrides, providers, users, clients]) {
      await queryRunner.dropTable(table());
    }
  }
}

type ColumnType = 'varchar' | 'integer' | 'bigint' | 'boolean' | 'text' | 'double precision';

const key = (name: string, length = ''): TableColumn =>
  new TableColumn({ name, type: 'varchar', length, isPrimary: true });

const required = (type: ColumnType, ...names: string[]): TableColumn[] =>
  names.map((name) => new TableColumn({ name, type }));

const optional = (type: ColumnType, ...names: string[]): TableColumn[] =>
  names.map((name) => new TableColumn({ name, type, isNullable: true }));

const unique = (name: string, ...columnNames: string[]): TableIndex =>
  new TableIndex({ name, columnNames, isUnique: true });

const index = (name: string, ...columnNames: string[]): TableIndex => new TableIndex({ name, columnNames });

const clients = (): Table =>
  new Table({
    name: 'clients',
    columns: [
      key('id'),
      ...required('varchar', 'name', 'key_prefix', 'key_hash'),
      ...required('boolean', 'is_enabled'),
      ...optional('bigint', 'expires_at'),
      ...required('bigint', 'created_at'),
    ],
    indices: [unique('uq_clients_name', 'name'), unique('uq_clients_key_hash', 'key_hash')],
  });

const users = (): Table =>
  new Table({
    name: 'users',
    columns: [
      key('id'),
      ...required('varchar', 'username', 'password_hash', 'role'),
      ...required('boolean', 'is_enabled', 'must_change_password'),
      ...required('integer', 'session_version'),
      ...optional('bigint', 'password_changed_at'),
      ...required('bigint', 'created_at'),
    ],
    indices: [unique('uq_users_username', 'username')],
  });

const providers = (): Table =>
  new Table({
    name: 'providers',
    columns: [
      key('id'),
      ...optional('boolean', 'is_enabled'),
      ...optional('varchar', 'base_url', 'encrypted_api_key'),
      ...required('bigint', 'updated_at'),
    ],
  });

const modelOverrides = (): Table =>
  new Table({
    name: 'model_overrides',
    columns: [
      key('provider_id'),
      key('model'),
      ...optional('boolean', 'is_enabled'),
      ...required('bigint', 'updated_at'),
    ],
  });

const priceOverrides = (): Table =>
  new Table({
    name: 'price_overrides',
    columns: [
      key('id'),
      ...required('varchar', 'subject_kind', 'subject'),
      ...required('text', 'price'),
      ...required('bigint', 'created_at'),
    ],
    indices: [index('ix_price_overrides_subject', 'subject_kind', 'subject')],
  });

const groups = (): Table =>
  new Table({
    name: 'groups',
    columns: [
      key('name'),
      ...required('varchar', 'strategy'),
      ...required('text', 'targets'),
      ...optional('integer', 'logic_level'),
      ...optional('varchar', 'primary_use'),
      ...required('text', 'settings'),
      ...required('boolean', 'is_enabled', 'is_seeded'),
      ...required('bigint', 'created_at', 'updated_at'),
    ],
  });

const settings = (): Table =>
  new Table({
    name: 'settings',
    columns: [key('key'), ...required('text', 'value'), ...required('bigint', 'updated_at')],
  });

const requests = (): Table =>
  new Table({
    name: 'requests',
    columns: [
      key('request_id', '36'),
      ...optional('varchar', 'client_request_id'),
      ...required('varchar', 'client_id', 'endpoint', 'asked_model'),
      ...optional('varchar', 'route', 'group_name', 'provider_id', 'sent_model', 'served_model'),
      ...required('integer', 'attempts'),
      ...required('varchar', 'outcome'),
      ...required('integer', 'http_status'),
      ...optional('varchar', 'error_code'),
      ...required('boolean', 'is_stream'),
      ...optional('integer', 'fresh_input_tokens', 'cached_input_tokens', 'cache_write_tokens', 'output_tokens'),
      ...optional('integer', 'reasoning_tokens'),
      ...optional('varchar', 'usage_source'),
      ...optional('bigint', 'cost_nano_usd'),
      ...optional('varchar', 'cost_state', 'price_id'),
      ...required('bigint', 'started_at'),
      ...required('double precision', 'latency_ms'),
      ...optional('double precision', 'time_to_first_token_ms', 'overhead_ms'),
    ],
    indices: [
      index('ix_requests_client_id_request_id', 'client_id', 'request_id'),
      index('ix_requests_started_at', 'started_at'),
    ],
  });
