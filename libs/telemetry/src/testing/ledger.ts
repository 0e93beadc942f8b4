import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestRecord } from '@app/contracts';
import { systemClock } from '@app/common';
import { LedgerRepository, openDatabase, RequestRepository } from '@app/persistence';
import type { Database, JournalCheckpoint } from '@app/persistence';
import { Database as RawDatabase } from 'sqlite3';

/** The true repository on a true file, which also remembers how it was called. */
export class ObservedLedger extends LedgerRepository {
  readonly batches: number[] = [];
  /** Most calls in progress at the same time. */
  busiest = 0;
  private busy = 0;

  override async apply(records: readonly RequestRecord[], checkpoint?: JournalCheckpoint): Promise<number> {
    this.batches.push(records.length);
    this.busy += 1;
    this.busiest = Math.max(this.busiest, this.busy);
    try {
      return await super.apply(records, checkpoint);
    } finally {
      this.busy -= 1;
    }
  }
}

export interface Ledger {
  readonly database: Database;
  readonly repository: ObservedLedger;
  readonly requests: RequestRepository;
  /** Takes the write lock from outside, as another process would; the function it returns lets it go. */
  lock(): Promise<() => Promise<void>>;
  /** Ids in the order they were stored. */
  storedIds(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function temporaryLedger(): Promise<Ledger> {
  const folder = mkdtempSync(join(tmpdir(), 'gophergate-'));
  const file = join(folder, 'gophergate.sqlite');
  const database = await openDatabase(file, { busyTimeoutMs: 20 });
  return {
    database,
    repository: new ObservedLedger(database, systemClock),
    requests: new RequestRepository(database),
    lock: async () => {
      const other = new RawDatabase(file);
      await new Promise<void>((done, fail) => {
        other.exec('BEGIN EXCLUSIVE', (error) => (error ? fail(error) : done()));
      });
      return () => new Promise<void>((done) => other.close(() => done()));
    },
    storedIds: async () => {
      const rows = await database.reader.run((manager) =>
        manager.query<{ request_id: string }[]>('SELECT request_id FROM requests ORDER BY rowid'),
      );
      return rows.map(({ request_id }) => request_id);
    },
    remove: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lets real input and output go on until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain until ${isSo.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
