import type { RequestDetail, RequestRecord } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { RepricingEntity } from '../entities/repricing.entity';
import { RequestEntity } from '../entities/request.entity';
import type { RequestQuery } from './request-conditions';
import { recordsOf, rowsStatement, stretchStatement } from './request-statements';

/** A row with all that is stored about it. */
export type StoredDetail = Omit<RequestDetail, 'formulaText'>;

/** Reads rows of the ledger; `LedgerRepository` alone adds them. */
@Injectable()
export class RequestRepository {
  constructor(private readonly database: Database) {}

  async findById(requestId: string): Promise<RequestRecord | null> {
    const row = await this.database.reader.run((manager) => manager.findOneBy(RequestEntity, { requestId }));
    return row === null ? null : { ...row };
  }

  /** Both as they were at one moment, so that a re-pricing is seen in the row and in its history, or in neither. */
  findDetail(requestId: string): Promise<StoredDetail | null> {
    return this.database.reader.snapshot(async (manager) => {
      const row = await manager.findOneBy(RequestEntity, { requestId });
      if (row === null) return null;
      const repricings = await manager.find(RepricingEntity, {
        where: { requestId },
        order: { repricedAt: 'DESC', runId: 'DESC' },
      });
      return { request: { ...row }, repricings: repricings.map((repricing) => ({ ...repricing })) };
    });
  }

  /** When the oldest request that is kept began; null where there is none. */
  async firstStartedAt(): Promise<number | null> {
    const [row] = await this.database.reader.run((manager) =>
      manager.find(RequestEntity, { select: { startedAt: true }, order: { startedAt: 'ASC' }, take: 1 }),
    );
    return row?.startedAt ?? null;
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

  /**
   * How far a walk from new to old may read at once: the id of the last of `most` rows of the range, read from an index
   * alone. Undefined when there are fewer, so that what is left may be read to its end.
   */
  async stretchEnd(query: RequestQuery, most: number): Promise<string | undefined> {
    const [row] = await this.database.reader.run((manager) => {
      const { sql, parameters } = stretchStatement(manager, query, most);
      return manager.query<{ requestId: string }[]>(sql, [...parameters]);
    });
    return row?.requestId;
  }

  /** The newest rows that match, newest first. Reads all of the range where few do: `stretchEnd` says how much is fit. */
  matching(query: RequestQuery, limit: number): Promise<RequestRecord[]> {
    return this.database.reader.run(async (manager) => {
      const { sql, parameters } = rowsStatement(manager, query, limit);
      return recordsOf(manager, await manager.query<Record<string, unknown>[]>(sql, [...parameters]));
    });
  }
}
