import type { RequestRecord } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { RequestEntity } from '../entities/request.entity';
import { insertNew } from './insert-new';

/** Larger statements hold the event loop for tens of milliseconds while they are built. */
const ROWS_PER_STATEMENT = 100;

@Injectable()
export class RequestRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores all the rows or none, in one transaction, and leaves alone those whose request id is there already, so that
   * a batch whose fate is unknown can simply be sent again. Returns how many were new.
   * @throws RowRefusedError @throws DatabaseUnavailableError
   */
  insertBatch(records: readonly RequestRecord[]): Promise<number> {
    return this.database.ledger.transaction(async (manager) => {
      let inserted = 0;
      for (let start = 0; start < records.length; start += ROWS_PER_STATEMENT) {
        inserted += await insertNew(manager, RequestEntity, records.slice(start, start + ROWS_PER_STATEMENT));
      }
      return inserted;
    });
  }

  async findById(requestId: string): Promise<RequestRecord | null> {
    const row = await this.database.reader.run((manager) => manager.findOneBy(RequestEntity, { requestId }));
    return row === null ? null : { ...row };
  }

  countAll(): Promise<number> {
    return this.database.reader.run((manager) => manager.count(RequestEntity));
  }

  /** Newest first: request ids begin with their time. */
  async listRecent(limit: number): Promise<RequestRecord[]> {
    const rows = await this.database.reader.run((manager) =>
      manager.find(RequestEntity, { order: { requestId: 'DESC' }, take: limit }),
    );
    return rows.map((row) => ({ ...row }));
  }
}
