import { Database } from 'sqlite3';
import { isBusy } from '../errors/database-failure';

/**
 * A lock that the operating system takes back when its holder dies, however it dies. Node has none of its own, and a
 * file with a process id in it would lie after a crash in a container, where every process has the same id.
 */
export class ProcessLock {
  private constructor(private readonly holder: Database) {}

  /** undefined while another process, or another part of this one, holds it. @throws when the file cannot be made */
  static async tryAcquire(file: string): Promise<ProcessLock | undefined> {
    const holder = await opened(file);
    try {
      await executed(holder, 'PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
      return new ProcessLock(holder);
    } catch (error) {
      await closed(holder);
      if (isBusy(error)) return undefined;
      throw error;
    }
  }

  release(): Promise<void> {
    return closed(this.holder);
  }
}

function opened(file: string): Promise<Database> {
  return new Promise((resolve, reject) => {
    const database = new Database(file, (error) => (error ? reject(error) : resolve(database)));
  });
}

function executed(database: Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => database.exec(sql, (error) => (error ? reject(error) : resolve())));
}

function closed(database: Database): Promise<void> {
  return new Promise((resolve) => database.close(() => resolve()));
}
