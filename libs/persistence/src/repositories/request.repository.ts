import type { RequestRecord } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { RequestEntity } from '../entities/request.entity';

/** Reads rows of the ledger; `LedgerRepository` alone adds them. */
@Injectable()
export class RequestRepository {
  constructor(private readonly database: Database) {}

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
