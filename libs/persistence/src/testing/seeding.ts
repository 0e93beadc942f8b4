import type { RequestRecord } from '@app/contracts';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database';
import { RequestEntity } from '../entities/request.entity';
import { insertNew } from '../repositories/insert-new';
import { usageOfDay } from '../rollups/usage-of-day';
import { addTotals } from '../rollups/write-usage';

/** Fast, and safe enough for data that can be made again: a crash of the machine may spoil the file. */
const PRAGMAS = ['PRAGMA synchronous = OFF', 'PRAGMA cache_size = -262144', 'PRAGMA temp_store = MEMORY'];

/** The records that begin within a time, oldest first, a statement's worth at once. */
export type SeededTraffic = (from: number, to: number) => Iterable<readonly RequestRecord[]>;

export interface Seeding {
  /** Fills a UTC day that is still empty: all of its rows, then each bucket of its roll-ups, once. */
  fillDay(day: number, traffic: SeededTraffic): Promise<void>;
  close(): Promise<void>;
}

/** Creates and migrates the database, and opens it for filling in bulk. */
export async function openForSeeding(file: string): Promise<Seeding> {
  const database = await Database.open(file);
  await database.ledger.run(async (manager) => {
    for (const pragma of PRAGMAS) await manager.query(pragma);
  });
  return {
    fillDay: (day, traffic) =>
      database.ledger.transaction(async (manager) => {
        const insertedPages = (from: number, to: number) => inserted(manager, traffic(from, to));
        for await (const { grain, totals } of usageOfDay(day, insertedPages)) {
          await addTotals(manager, { [grain]: totals });
        }
      }),
    close: () => database.close(),
  };
}

/** Hands out each page while the database is still writing it, so that both cores have work. */
async function* inserted(
  manager: EntityManager,
  pages: Iterable<readonly RequestRecord[]>,
): AsyncGenerator<readonly RequestRecord[]> {
  let writing: Promise<unknown> = Promise.resolve();
  for (const page of pages) {
    await writing;
    writing = insertNew(manager, RequestEntity, page);
    yield page;
  }
  await writing;
}
