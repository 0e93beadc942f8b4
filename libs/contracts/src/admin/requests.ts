import type { CostState } from '../domain/cost';
import type { RequestOutcome, RequestRecord } from '../domain/request-record';

/** Which rows of the ledger are meant; what is left out does not matter. */
export interface RequestFilter {
  /** First moment, epoch milliseconds; by default 24 hours before the end. */
  readonly from?: number;
  /** Moment before which it ends; open by default. */
  readonly to?: number;
  readonly clientId?: string;
  readonly providerId?: string;
  /** The name that was asked for, sent or served: any of them. */
  readonly model?: string;
  readonly groupName?: string;
  readonly outcome?: RequestOutcome;
  /** The first digit of the HTTP status. */
  readonly statusClass?: 1 | 2 | 3 | 4 | 5;
  readonly errorCode?: string;
  readonly costState?: CostState;
  readonly isStream?: boolean;
  readonly minCostNanoUsd?: number;
  readonly minLatencyMs?: number;
  /** One row, whenever it began. */
  readonly requestId?: string;
  /** The caller's own id, which need not be unique. */
  readonly clientRequestId?: string;
}

/** Newest first. */
export interface RequestPage {
  readonly requests: readonly RequestRecord[];
  /** Where the list goes on; also set when few or no rows were found in all that one page may read. Null at its end. */
  readonly nextCursor: string | null;
}

/** What a row cost before a re-pricing changed it, and since. */
export interface RequestRepricing {
  readonly runId: string;
  readonly requestId: string;
  readonly repricedAt: number;
  readonly oldCostNanoUsd: number | null;
  readonly oldCostState: CostState | null;
  readonly oldPriceId: string | null;
  readonly newCostNanoUsd: number | null;
  readonly newCostState: CostState | null;
  readonly newPriceId: string | null;
}

export interface RequestDetail {
  readonly request: RequestRecord;
  /** Newest first. */
  readonly repricings: readonly RequestRepricing[];
  /** The cost as a sum that can be followed by hand; null where there is no formula. */
  readonly formulaText: string | null;
}

/** `csv` for spreadsheets; `ndjson`: the rows as they are stored, one JSON object a line. */
export type ExportFormat = 'csv' | 'ndjson';

/** What a client sent and got, as it was. */
export interface RequestBodiesView {
  readonly requestId: string;
  readonly request: string;
  readonly answer: string;
  /** Something was longer than 256 KB, and its end is missing. */
  readonly isCut: boolean;
}
