import type { DataSource, EntityManager } from 'typeorm';
import { databaseFailure } from '../errors/database-failure';
import { Mutex } from './mutex';

/**
 * One connection, used by one piece of work at a time. TypeORM's sqlite driver shares a single query runner, so a
 * statement sent during somebody else's transaction would become part of it, and vanish with its rollback.
 * Work takes the manager it is handed, never `save` (which opens a transaction of its own), and never nests.
 */
export class SerialSource {
  private readonly mutex = new Mutex();

  constructor(private readonly dataSource: DataSource) {}

  run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.mutex.run(async () => {
      try {
        return await work(this.dataSource.manager);
      } catch (error) {
        throw databaseFailure(error);
      }
    });
  }

  /**
   * BEGIN IMMEDIATE, which TypeORM cannot say: the write lock is awaited here, where the busy timeout applies, while a
   * transaction that reads first and writes later fails at once when another connection wrote in between.
   */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.run(async (manager) => {
      await manager.query('BEGIN IMMEDIATE');
      try {
        const result = await work(manager);
        await manager.query('COMMIT');
        return result;
      } catch (error) {
        // After a full disk or an I/O error SQLite has rolled back by itself and refuses a second time.
        await manager.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  /** Everything that `work` reads is as it was at its first read; nobody waits, but the connection is taken until it ends. */
  snapshot<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.run(async (manager) => {
      await manager.query('BEGIN');
      try {
        return await work(manager);
      } finally {
        await manager.query('ROLLBACK').catch(() => undefined);
      }
    });
  }

  /** Waits for the work in progress. */
  close(): Promise<void> {
    return this.mutex.run(async () => {
      if (this.dataSource.isInitialized) await this.dataSource.destroy();
    });
  }
}
