import { Clock, InvalidRequestError } from '@app/common';
import type { RequestFilter, RequestPage } from '@app/contracts';
import { RequestRepository } from '@app/persistence';
import type { RequestQuery } from '@app/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { cursorText, placeOf } from './request-cursor';
import { rangeOf } from './request-range';
import { RequestReading } from './request-reading';

export interface PageOptions {
  readonly limit?: number;
  /** From the page before. */
  readonly cursor?: string;
}

const DEFAULT_LIMIT = 50;
const MOST_ROWS = 200;

/** Rows of the ledger, newest first, a page at a time. */
@Injectable()
export class RequestListService {
  constructor(
    private readonly repository: RequestRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RequestReading) private readonly reading: RequestReading,
  ) {}

  /**
   * A page looks at a bounded number of rows, so that a filter which hardly any row meets holds nobody up: it then has
   * fewer rows than asked for, or none, and a cursor all the same.
   */
  async page(filter: RequestFilter, { limit = DEFAULT_LIMIT, cursor }: PageOptions = {}): Promise<RequestPage> {
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS) {
      throw new InvalidRequestError(`A page has 1 to ${MOST_ROWS} rows.`, 'limit');
    }
    const query = this.queryOf(filter, cursor);
    const atLeast = await this.repository.stretchEnd(query, this.reading.rowsPerScan);
    // One more than asked for tells whether there is more.
    const found = await this.repository.matching({ ...query, atLeast }, limit + 1);
    const requests = found.slice(0, limit);
    const before = found.length > limit ? requests.at(-1)?.requestId : atLeast;
    return { requests, nextCursor: before === undefined ? null : cursorText({ before, from: query.from }, filter) };
  }

  private queryOf(filter: RequestFilter, cursor: string | undefined): RequestQuery {
    const query = rangeOf(filter, this.clock.now());
    return cursor === undefined ? query : { ...query, ...placeOf(cursor, filter) };
  }
}
