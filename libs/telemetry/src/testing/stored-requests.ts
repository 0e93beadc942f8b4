import type { RequestFilter, RequestRecord } from '@app/contracts';
import { ClientRepository } from '@app/persistence';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { RequestExportService } from '../requests/request-export.service';
import { RequestListService } from '../requests/request-list.service';
import type { PageOptions } from '../requests/request-list.service';
import type { RequestReading } from '../requests/request-reading';
import { temporaryLedger } from './ledger';
import type { Ledger } from './ledger';

/** A ledger of its own with the services that read it. */
export interface StoredRequests {
  readonly ledger: Ledger;
  readonly clients: ClientRepository;
  readonly clock: ManualClock;
  list(reading?: Partial<RequestReading>): RequestListService;
  exports(reading?: Partial<RequestReading>): RequestExportService;
}

const READING: RequestReading = { rowsPerScan: 50_000, rowsPerChunk: 1_000 };

export async function storedRequests(): Promise<StoredRequests> {
  const ledger = await temporaryLedger();
  const clients = new ClientRepository(ledger.database);
  const clock = new ManualClock();
  return {
    ledger,
    clients,
    clock,
    list: (reading) => new RequestListService(ledger.requests, clock, { ...READING, ...reading }),
    exports: (reading) => new RequestExportService(ledger.requests, clients, clock, { ...READING, ...reading }),
  };
}

/** Every page to the end of the list; `between` happens after each. */
export async function pagesOf(
  list: RequestListService,
  filter: RequestFilter,
  options: PageOptions = {},
  between: () => Promise<void> | void = () => undefined,
): Promise<(readonly RequestRecord[])[]> {
  const pages: (readonly RequestRecord[])[] = [];
  for (let cursor = options.cursor; ;) {
    const { requests, nextCursor } = await list.page(filter, { ...options, cursor });
    pages.push(requests);
    if (nextCursor === null) return pages;
    cursor = nextCursor;
    await between();
  }
}

export const idsOf = (records: readonly RequestRecord[]): string[] => records.map(({ requestId }) => requestId);

export const newestFirst = (records: readonly RequestRecord[]): RequestRecord[] =>
  records.toSorted((a, b) => (a.requestId < b.requestId ? 1 : -1));
