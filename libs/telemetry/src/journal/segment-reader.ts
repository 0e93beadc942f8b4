import { open, type FileHandle } from 'node:fs/promises';
import type { RequestRecord } from '@app/contracts';
import { frameAt, HEADER_BYTES, MAX_PAYLOAD_BYTES } from './frame';
import { isMissing } from './journal-folder';
import { decodeRecord } from './record-codec';

/** Holds about as many records as a transaction takes. */
const CHUNK_BYTES = 1024 * 1024;

/** What lies behind the records that were read: `more`, the `end` of what was written, a frame that is `cut` off, or damage. */
export type Behind = 'more' | 'end' | 'cut' | 'damaged';

export interface SegmentPart {
  readonly records: readonly RequestRecord[];
  readonly end: number;
  readonly behind: Behind;
}

/** Reads whole frames from `offset`, never at or beyond `limit`. undefined: there is no such file. */
export async function readSegment(
  path: string,
  offset: number,
  limit: number | undefined,
  maxRecords: number,
): Promise<SegmentPart | undefined> {
  const file = await openIfThere(path);
  if (file === undefined) return undefined;
  try {
    const size = limit ?? (await file.stat()).size;
    let part: SegmentPart = { records: [], end: offset, behind: 'end' };
    // A frame may be longer than a chunk.
    for (let bytes = CHUNK_BYTES; bytes < 2 * (MAX_PAYLOAD_BYTES + HEADER_BYTES); bytes *= 2) {
      const wanted = Math.max(0, Math.min(bytes, size - offset));
      part = framesIn(await readExactly(file, offset, wanted), offset, maxRecords);
      const isAllRead = offset + wanted >= size;
      if (part.behind === 'cut' && !isAllRead) {
        if (part.end > offset) return { ...part, behind: 'more' };
      } else {
        return part.behind === 'end' && !isAllRead && part.end === offset + wanted ? { ...part, behind: 'more' } : part;
      }
    }
    return part;
  } finally {
    await file.close();
  }
}

function framesIn(bytes: Buffer, offset: number, maxRecords: number): SegmentPart {
  const records: RequestRecord[] = [];
  let at = 0;
  for (;;) {
    if (records.length >= maxRecords) return { records, end: offset + at, behind: 'more' };
    const frame = frameAt(bytes, at);
    if (frame.kind !== 'whole') return { records, end: offset + at, behind: frame.kind };
    const record = decodedOrNone(frame.payload);
    if (record === undefined) return { records, end: offset + at, behind: 'damaged' };
    records.push(record);
    at = frame.end;
  }
}

/** undefined too for what a newer version wrote, which has to come back for it: to this one it is damage, which is kept. */
function decodedOrNone(payload: string): RequestRecord | undefined {
  try {
    return decodeRecord(payload);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
