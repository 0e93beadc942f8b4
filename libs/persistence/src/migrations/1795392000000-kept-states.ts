import { Table, TableColumn, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** State that providers want back with their tool calls, and who may use which stored response. Both expire. */
export class KeptStates1795392000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(expiring('kept_states', 'id', { sealed: 'text' }));
    await queryRunner.createTable(
      expiring('stored_responses', 'response_id', {
        client_id: 'varchar',
        provider_id: 'varchar',
        model: 'varchar',
        is_billed: 'boolean',
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('stored_responses');
    await queryRunner.dropTable('kept_states');
  }
}

function expiring(name: string, key: string, columns: Readonly<Record<string, string>>): Table {
  return new Table({
    name,
    columns: [
      new TableColumn({ name: key, type: 'varchar', isPrimary: true }),
      ...Object.entries(columns).map(([column, type]) => new TableColumn({ name: column, type })),
      new TableColumn({ name: 'expires_at', type: 'bigint' }),
    ],
    indices: [new TableIndex({ name: `ix_${name}_expires_at`, columnNames: ['expires_at'] })],
  });
}
