import { Database } from 'sqlite3';

/** One database file, opened by itself: for work on the file as such, beside or without the gateway. */
export class SqliteFile {
  private constructor(private readonly database: Database) {}

  /** The file has to be there. `busyTimeoutMs`: how long a lock of another process is awaited. */
  static open(file: string, busyTimeoutMs: number): Promise<SqliteFile> {
    return new Promise((resolve, reject) => {
      // Without a flag to create it: a misspelt name must not become an empty database.
      const database = new Database(file, READ_WRITE, (error) => {
        if (error) {
          reject(error);
          return;
        }
        database.configure('busyTimeout', busyTimeoutMs);
        resolve(new SqliteFile(database));
      });
    });
  }

  all<T>(statement: string, ...parameters: unknown[]): Promise<T[]> {
    return new Promise((resolve, reject) =>
      this.database.all<T>(statement, parameters, (error, rows) => (error ? reject(error) : resolve(rows))),
    );
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.database.close(() => resolve()));
  }
}

const READ_WRITE = 0x02;
