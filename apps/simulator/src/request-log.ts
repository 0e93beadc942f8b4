import type { IncomingHttpHeaders } from 'node:http';
import type { VendorId } from './vendor';

/** What a vendor got and how it went. Times are epoch milliseconds. */
export interface RecordedRequest {
  readonly vendor: VendorId;
  readonly method: string;
  /** As it came, with the vendor's prefix and the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON, control suffix of the model included; the raw text where it does not parse. */
  readonly body: unknown;
  readonly at: number;
  /** Set when the client left before the answer was complete. */
  closedByClientAt?: number;
  bytesSent: number;
  /** Output tokens handed to the socket, reasoning included. */
  tokensSent: number;
}

/** A long benchmark must not fill the memory: the oldest entries go. */
const MOST_ENTRIES = 10_000;

export class RequestLog {
  readonly entries: RecordedRequest[] = [];

  add(entry: RecordedRequest): RecordedRequest {
    this.entries.push(entry);
    if (this.entries.length > MOST_ENTRIES) this.entries.shift();
    return entry;
  }

  clear(): void {
    this.entries.length = 0;
  }
}
