import type { RequestRecord } from '@app/contracts';
import { Clock } from '@app/common';
import { Inject, Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual, type EntityManager } from 'typeorm';
import { Database } from '../database/database';
import { JournalCheckpointEntity } from '../entities/journal-checkpoint.entity';
import { RequestEntity } from '../entities/request.entity';
import { UsageDayEntity } from '../entities/usage-bucket.entity';
import { addUsage } from '../rollups/add-usage';
import { insertNew } from './insert-new';

/** Larger statements hold the event loop for tens of milliseconds while they are built. */
const ROWS_PER_STATEMENT = 100;

/** How far a journal is in the ledger. */
export interface JournalCheckpoint {
  readonly journalId: string;
  readonly segment: number;
  readonly byteOffset: number;
}

/** Takes records from a journal into the ledger, each once, whatever happens in between. */
@Injectable()
export class LedgerRepository {
  constructor(
    private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * One transaction: the rows whose request id is not there yet, the sums they add to, and how far the journal has got. Returns how many rows
   * were new. @throws RowRefusedError @throws DatabaseUnavailableError
   */
  apply(records: readonly RequestRecord[], checkpoint?: JournalCheckpoint): Promise<number> {
    return this.database.ledger.transaction(async (manager) => {
      const added = await addRows(manager, records);
      await addUsage(manager, added);
      if (checkpoint) {
        const row = { ...checkpoint, updatedAt: this.clock.now() };
        await manager.upsert(JournalCheckpointEntity, row, ['journalId']);
      }
      return added.length;
    });
  }

  /** Nano-USD of what a client's requests cost that were accepted from this UTC midnight on. */
  async spentBy(clientId: string, fromDay: number): Promise<number> {
    const spent = await this.database.control.run((manager) =>
      manager.sum(UsageDayEntity, 'costNanoUsd', {
        dimension: 'client',
        bucket: MoreThanOrEqual(fromDay),
        entity: clientId,
      }),
    );
    return spent ?? 0;
  }

  async checkpointOf(journalId: string): Promise<JournalCheckpoint | undefined> {
    const row = await this.database.ledger.run((manager) => manager.findOneBy(JournalCheckpointEntity, { journalId }));
    return row === null ? undefined : { journalId, segment: row.segment, byteOffset: row.byteOffset };
  }
}

/** The records that are rows now and were not before. Only after a crash, or a restored database, does a record come twice. */
async function addRows(manager: EntityManager, records: readonly RequestRecord[]): Promise<readonly RequestRecord[]> {
  await manager.query('SAVEPOINT new_rows');
  if ((await insertAll(manager, records)) === records.length) return records;
  await manager.query('ROLLBACK TO SAVEPOINT new_rows');
  const fresh = await missing(manager, records);
  await insertAll(manager, fresh);
  return fresh;
}

async function insertAll(manager: EntityManager, records: readonly RequestRecord[]): Promise<number> {
  let inserted = 0;
  for (let start = 0; start < records.length; start += ROWS_PER_STATEMENT) {
    inserted += await insertNew(manager, RequestEntity, records.slice(start, start + ROWS_PER_STATEMENT));
  }
  return inserted;
}

async function missing(manager: EntityManager, records: readonly RequestRecord[]): Promise<RequestRecord[]> {
  const byId = new Map<string, RequestRecord>();
  // The first of two with one id is the one that was acknowledged.
  for (const record of records) if (!byId.has(record.requestId)) byId.set(record.requestId, record);
  const rows = await manager.find(RequestEntity, {
    select: { requestId: true },
    where: { requestId: In([...byId.keys()]) },
  });
  for (const { requestId } of rows) byId.delete(requestId);
  return [...byId.values()];
}
