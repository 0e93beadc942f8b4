import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a request came to its target. */
export class RouteTraces1795478400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // TypeORM would copy the whole table on SQLite.
    await queryRunner.query('ALTER TABLE requests ADD COLUMN route_trace text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE requests DROP COLUMN route_trace');
  }
}
