import { setTimeout as pause } from 'node:timers/promises';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource } from 'typeorm';
import { isBusy, openFailure } from '../errors/database-failure';
import { BUSY_TIMEOUT_MS, dbOptions, pragmasFor } from './data-source';
import type { DatabaseRole } from './data-source';
import { sqliteFileOf } from './database-location';
import type { DatabaseLocation } from './database-location';
import { refuseNewer } from './refuse-newer';
import { SerialSource } from './serial-source';

export interface DatabaseOptions {
  /** How long a statement waits for another process's lock before it fails. */
  readonly busyTimeoutMs?: number;
}

/** The three connections of a migrated database. */
export class Database {
  private constructor(
    readonly control: SerialSource,
    readonly ledger: SerialSource,
    readonly reader: SerialSource,
  ) {}

  /** Creates the file where there is none, migrates it, then opens the other two. */
  static async open(location: DatabaseLocation, options: DatabaseOptions = {}): Promise<Database> {
    const file = sqliteFileOf(location);
    const opened: SerialSource[] = [];
    const open = async (role: DatabaseRole, isMigrating: boolean): Promise<SerialSource> => {
      const dataSource = new DataSource(dbOptions(location, options.busyTimeoutMs));
      const source = new SerialSource(dataSource);
      opened.push(source);
      await initialize(dataSource, options.busyTimeoutMs ?? BUSY_TIMEOUT_MS);
      for (const pragma of pragmasFor(role)) await dataSource.query(pragma);
      // The lock around it lets one process migrate while a second one waits and then finds nothing left to do.
      if (isMigrating)
        await source.transaction(async () => {
          await refuseNewer(dataSource, file);
          await dataSource.runMigrations({ transaction: 'none' });
        });
      return source;
    };
    try {
      createFile(file);
      return new Database(await open('control', true), await open('ledger', false), await open('reader', false));
    } catch (error) {
      await Promise.allSettled(opened.map((source) => source.close()));
      throw openFailure(file, error);
    }
  }

  /** Whether a read succeeds now; asked by the health check. */
  async isReachable(): Promise<boolean> {
    try {
      await this.reader.run((manager) => manager.query('SELECT 1'));
      return true;
    } catch {
      // The answer to the question; what is wrong shows where the data is needed.
      return false;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.ledger.close(), this.reader.close()]);
    // The last connection to leave folds the write-ahead log back into the file.
    await this.control.close();
  }
}

/** Made here because SQLite would make it readable by all; its -wal and -shm files copy its mode. */
function createFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

const LOOK_AGAIN_MS = 20;

/** TypeORM switches to write-ahead logging before it sets the busy timeout, so of several processes that start at once some fail. */
async function initialize(dataSource: DataSource, busyTimeoutMs: number): Promise<void> {
  const giveUpAt = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      await dataSource.initialize();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      await pause(LOOK_AGAIN_MS);
    }
  }
}
