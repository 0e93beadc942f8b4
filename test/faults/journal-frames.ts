import { readFileSync } from 'node:fs';

const HEADER_BYTES = 8;
/** In a record's line, the version comes first and the request id second. */
const REQUEST_ID = 1;

export interface FramedRecord {
  readonly requestId: string;
  /** Offset behind the frame. */
  readonly end: number;
}

/** The records of a segment by a reader of its own, which shares nothing with the gateway's. */
export function framesOf(path: string): FramedRecord[] {
  const bytes = readFileSync(path);
  const records: FramedRecord[] = [];
  for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
    const end = at + HEADER_BYTES + bytes.readUInt32LE(at);
    if (end === at + HEADER_BYTES || end > bytes.length) break;
    const values = JSON.parse(bytes.toString('utf8', at + HEADER_BYTES, end)) as unknown[];
    records.push({ requestId: String(values[REQUEST_ID]), end });
    at = end;
  }
  return records;
}
