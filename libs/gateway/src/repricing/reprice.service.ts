import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import { Clock, InvalidRequestError, uuidV7 } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import { RepricingRepository, type LedgerPlace, type Repricing } from '@app/persistence';
import { CostService } from '@app/pricing';
import { priceOfCost } from '../exchange/price-of-cost';
import { withRatings } from '../exchange/rating-cost';
import { RepriceTotals, type RepriceReport } from './reprice-totals';
import { costRequestOf } from './usage-of-row';

const ROWS_A_PAGE = 500;

export interface RepriceRange {
  /** Epoch milliseconds of acceptance: from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
  /** Nothing is written; the report says what would be. */
  readonly isDryRun: boolean;
}

/** Rates what was used by the prices that were in force then, as they are known now. */
@Injectable()
export class RepriceService {
  constructor(
    private readonly repricings: RepricingRepository,
    private readonly costs: CostService,
    private readonly catalog: ModelCatalogService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Page after page, oldest first; a second run over the same range finds nothing to change. Each page stands for itself:
   * a run that is stopped has changed what it reported. @throws InvalidRequestError
   */
  async *run({ from, to, isDryRun }: RepriceRange): AsyncGenerator<RepriceReport, RepriceReport> {
    if (to <= from) throw new InvalidRequestError('The range ends before it begins.', 'to');
    const runId = uuidV7(this.clock.now());
    const totals = new RepriceTotals(isDryRun ? null : runId);
    let after: LedgerPlace = { startedAt: from - 1, requestId: '\u{10ffff}' };
    for (;;) {
      const { records, changes } = await this.page(runId, after, to, isDryRun);
      totals.add(records, changes);
      const last = records.at(-1);
      if (last === undefined || records.length < ROWS_A_PAGE) return totals.report();
      after = last;
      yield totals.report();
      // A gateway may be serving on the same thread.
      await nextTurn();
    }
  }

  private async page(
    runId: string,
    after: LedgerPlace,
    to: number,
    isDryRun: boolean,
  ): Promise<{ records: readonly RequestRecord[]; changes: readonly Repricing[] }> {
    const rate = (records: readonly RequestRecord[]): Repricing[] => records.flatMap((record) => this.rated(record));
    if (!isDryRun) return this.repricings.reprice(runId, { after, to, limit: ROWS_A_PAGE }, rate);
    const records = await this.repricings.page(after, to, ROWS_A_PAGE);
    return { records, changes: rate(records) };
  }

  /** None where the row says already what it would be given. */
  private rated(record: RequestRecord): Repricing[] {
    const request = costRequestOf(record, this.catalog.snapshot());
    if (request === undefined) return [];
    const to = priceOfCost(withRatings(this.costs.costOf(request), record.routeTrace?.ratings));
    const isSame =
      to.costState === record.costState &&
      to.costNanoUsd === record.costNanoUsd &&
      to.priceId === record.priceId &&
      to.savedNanoUsd === record.savedNanoUsd;
    return isSame ? [] : [{ record, to }];
  }
}
