import { Clock } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database';
import { RepricingEntity } from '../entities/repricing.entity';
import { RequestEntity } from '../entities/request.entity';
import { adjustCost } from '../rollups/adjust-cost';

/** All that a price decides on a row. */
export type Price = Pick<RequestRecord, 'costNanoUsd' | 'costState' | 'priceId' | 'savedNanoUsd' | 'costFormula'>;

export interface Repricing {
  /** The row as it stands. */
  readonly record: RequestRecord;
  readonly to: Price;
}

/** Where a walk over the ledger has got to. */
export interface LedgerPlace {
  readonly startedAt: number;
  readonly requestId: string;
}

/** Walks over the ledger in the order of acceptance and changes prices, keeping the old ones. */
@Injectable()
export class RepricingRepository {
  constructor(
    private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Rows with usage, accepted behind `after` and before `to`, oldest first. */
  page(after: LedgerPlace, to: number, limit: number): Promise<RequestRecord[]> {
    return this.database.reader.run((manager) => pageOf(manager, after, to, limit));
  }

  /**
   * The same page, with the new prices of its rows written: rows, roll-ups and what they were before in one transaction.
   * `rate` is asked for the rows as they stand then, so that nothing is changed by what was read earlier.
   */
  reprice(
    runId: string,
    { after, to, limit }: { readonly after: LedgerPlace; readonly to: number; readonly limit: number },
    rate: (records: readonly RequestRecord[]) => readonly Repricing[],
  ): Promise<{ readonly records: readonly RequestRecord[]; readonly changes: readonly Repricing[] }> {
    return this.database.ledger.transaction(async (manager) => {
      const records = await pageOf(manager, after, to, limit);
      const changes = rate(records);
      for (const { record, to: price } of changes) {
        await manager.update(RequestEntity, { requestId: record.requestId }, { ...price });
        await manager.insert(RepricingEntity, this.noteOf(runId, record, price));
      }
      await adjustCost(manager, changes);
      return { records, changes };
    });
  }

  private noteOf(runId: string, record: RequestRecord, price: Price): RepricingEntity {
    return {
      runId,
      requestId: record.requestId,
      repricedAt: this.clock.now(),
      oldCostNanoUsd: record.costNanoUsd,
      oldCostState: record.costState,
      oldPriceId: record.priceId,
      newCostNanoUsd: price.costNanoUsd,
      newCostState: price.costState,
      newPriceId: price.priceId,
    };
  }
}

async function pageOf(
  manager: EntityManager,
  { startedAt, requestId }: LedgerPlace,
  to: number,
  limit: number,
): Promise<RequestRecord[]> {
  const rows = await manager
    .createQueryBuilder(RequestEntity, 'row')
    .where('(row.started_at, row.request_id) > (:startedAt, :requestId)', { startedAt, requestId })
    .andWhere('row.started_at < :to', { to })
    .andWhere('row.usage_source IS NOT NULL')
    .orderBy('row.started_at')
    .addOrderBy('row.request_id')
    .limit(limit)
    .getMany();
  return rows.map((row) => ({ ...row }));
}
