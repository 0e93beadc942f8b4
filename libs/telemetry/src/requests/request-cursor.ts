import { createHash } from 'node:crypto';
import { InvalidRequestError } from '@app/common';
import type { RequestFilter } from '@app/contracts';

/** Where a list has got to. */
export interface RequestPlace {
  /** The last id that was looked at. */
  readonly before: string;
  /** The beginning that the first page chose, which must not move with the clock while somebody reads on. */
  readonly from: number;
}

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{1,16}) ([\w-]{16})$/;
const HASH_LENGTH = 16;

/** Opaque to its holder, who gets another list, or an error, for changing it: never more than the filters give anyway. */
export function cursorText({ before, from }: RequestPlace, filter: RequestFilter): string {
  return Buffer.from(`${before} ${from} ${hashOf(filter)}`).toString('base64url');
}

/** @throws InvalidRequestError for text that is no cursor, and for one of another list. */
export function placeOf(cursor: string, filter: RequestFilter): RequestPlace {
  const [, before, from, hash] = FORM.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (before === undefined || !Number.isSafeInteger(Number(from))) {
    throw new InvalidRequestError('The cursor is none that a list of requests has handed out.', 'cursor');
  }
  if (hash !== hashOf(filter)) {
    throw new InvalidRequestError('The cursor belongs to a list with other filters.', 'cursor');
  }
  return { before, from: Number(from) };
}

/** The same for the same filters, in whatever order they are written. */
function hashOf(filter: RequestFilter): string {
  const entries = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url').slice(0, HASH_LENGTH);
}
