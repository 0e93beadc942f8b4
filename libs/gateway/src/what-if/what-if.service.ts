import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import { InvalidRequestError } from '@app/common';
import type { RequestRecord, UsageFilter } from '@app/contracts';
import type { WhatIfReport, WhatIfRequest } from '@app/contracts/admin';
import { RepricingRepository, type LedgerPlace } from '@app/persistence';
import { CostService } from '@app/pricing';
import { withRatings } from '../exchange/rating-cost';
import { costRequestOf } from '../repricing/usage-of-row';
import { suppositionOf, type Supposition } from './supposed-prices';
import { WhatIfTotals } from './what-if-totals';

const MAX_RANGE_MS = 31 * 86_400_000;
const ROWS_A_PAGE = 500;
/** So that one question does not read a whole ledger; the report says when there were more. */
const MAX_ROWS = 100_000;

/** Prices what was used by other prices than those in force; nothing is asked of anybody, and nothing changes. */
@Injectable()
export class WhatIf {
  constructor(
    private readonly rows: RepricingRepository,
    private readonly costs: CostService,
    private readonly catalog: ModelCatalogService,
  ) {}

  /** @throws InvalidRequestError */
  async report(question: WhatIfRequest): Promise<WhatIfReport> {
    const { from, to } = question;
    if (to <= from) throw new InvalidRequestError('The range ends before it begins.', 'to');
    if (to - from > MAX_RANGE_MS) throw new InvalidRequestError('A range may have 31 days at most.', 'to');
    const supposition = suppositionOf(question, this.catalog);
    const totals = new WhatIfTotals();
    let after: LedgerPlace = { startedAt: from - 1, requestId: '\u{10ffff}' };
    for (let read = 0; read < MAX_ROWS; read += ROWS_A_PAGE) {
      const page = await this.rows.page(after, to, ROWS_A_PAGE);
      for (const row of page) if (isMeant(row, question)) this.add(totals, row, supposition);
      const last = page.at(-1);
      if (last === undefined || page.length < ROWS_A_PAGE) return totals.report(true);
      after = last;
      // A gateway is serving on the same thread.
      await nextTurn();
    }
    return totals.report(false);
  }

  private add(totals: WhatIfTotals, row: RequestRecord, { snapshot, asked }: Supposition): void {
    const request = costRequestOf(row, snapshot);
    if (request === undefined) return;
    const cost = withRatings(this.costs.costOf(asked(request)), row.routeTrace?.ratings);
    totals.add(row, cost?.nanoUsd ?? null);
  }
}

function isMeant(row: RequestRecord, filter: UsageFilter): boolean {
  const { providerId, model, clientId, groupName, outcome, isStream } = filter;
  return (
    (providerId === undefined || row.providerId === providerId) &&
    (model === undefined || (row.servedModel ?? row.sentModel) === model) &&
    (clientId === undefined || row.clientId === clientId) &&
    (groupName === undefined || row.groupName === groupName) &&
    (outcome === undefined || row.outcome === outcome) &&
    (isStream === undefined || row.isStream === isStream)
  );
}
