import { setImmediate as nextTurn } from 'node:timers/promises';
import { Clock, InvalidRequestError, PLAYGROUND_CLIENT } from '@app/common';
import type { ExportFormat, RequestFilter, RequestRecord } from '@app/contracts';
import { ClientRepository, RequestRepository } from '@app/persistence';
import type { RequestQuery } from '@app/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { csvLine } from './csv';
import { LocalTimes } from './local-times';
import { REQUEST_HEADINGS, requestCells } from './request-columns';
import { rangeOf } from './request-range';
import { RequestReading } from './request-reading';

export interface ExportOptions {
  readonly format: ExportFormat;
  /** IANA name of the zone whose clocks the times of a CSV are written by. */
  readonly zone: string;
  /** Ends the export with an error: half a file is none. */
  readonly signal?: AbortSignal;
}

/** Writes any number of rows as text, in memory that does not grow with them, newest first. */
@Injectable()
export class RequestExportService {
  constructor(
    private readonly requests: RequestRepository,
    private readonly clients: ClientRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RequestReading) private readonly reading: RequestReading,
  ) {}

  /**
   * Chunks of whole lines, each read when it is asked for. What is wrong with the call is thrown before the first.
   * @throws InvalidRequestError
   */
  exportRequests(filter: RequestFilter, { format, zone, signal }: ExportOptions): AsyncGenerator<string> {
    const now = this.clock.now();
    // Without an end, requests that begin meanwhile are not waited for.
    const query = { ...rangeOf(filter, now), to: filter.to ?? now + 1 };
    const times = new LocalTimes(zone);
    if (format === 'csv') return this.csv(query, times, signal);
    if (format === 'ndjson') return this.ndjson(query, signal);
    throw new InvalidRequestError(`"${String(format)}" is no format; there are csv and ndjson.`, 'format');
  }

  private async *csv(query: RequestQuery, times: LocalTimes, signal?: AbortSignal): AsyncGenerator<string> {
    const names = new Map([PLAYGROUND_CLIENT, ...(await this.clients.list())].map(({ id, name }) => [id, name]));
    yield csvLine(REQUEST_HEADINGS);
    for await (const records of this.chunks(query, signal)) {
      yield records.map((record) => csvLine(requestCells(record, { times, names }))).join('');
    }
  }

  private async *ndjson(query: RequestQuery, signal?: AbortSignal): AsyncGenerator<string> {
    for await (const records of this.chunks(query, signal)) {
      yield records.map((record) => `${JSON.stringify(record)}\n`).join('');
    }
  }

  private async *chunks(query: RequestQuery, signal?: AbortSignal): AsyncGenerator<RequestRecord[]> {
    for await (const stretch of this.stretches(query)) {
      let { before } = stretch;
      let found: number;
      do {
        signal?.throwIfAborted();
        const records = await this.requests.matching({ ...stretch, before }, this.reading.rowsPerChunk);
        found = records.length;
        if (found > 0) yield records;
        before = records.at(-1)?.requestId;
        // Whoever takes the chunks may do so without a pause, and others want to be served in between.
        await nextTurn();
      } while (found === this.reading.rowsPerChunk);
    }
  }

  /** The range in parts that one statement may read: a filter that hardly any row meets must not hold the connection. */
  private async *stretches(query: RequestQuery): AsyncGenerator<RequestQuery> {
    let atLeast: string | undefined;
    do {
      const rest = { ...query, before: atLeast };
      atLeast = await this.requests.stretchEnd(rest, this.reading.rowsPerScan);
      yield { ...rest, atLeast };
    } while (atLeast !== undefined);
  }
}
