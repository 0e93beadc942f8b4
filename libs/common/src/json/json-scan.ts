import { InvalidRequestError } from '../errors/request.errors';

/** Where one top-level field stands in the text, as byte offsets, end exclusive. */
export interface FieldRange {
  readonly key: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** Strings shorter than this are searched byte by byte: below it the native search costs more than it saves. */
const SHORT_STRING = 48;

/** Offset just behind the closing quote of the string that opens at `start`. */
function endOfString(bytes: Buffer, start: number): number {
  const near = Math.min(bytes.length, start + SHORT_STRING);
  for (let i = start + 1; i < near; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) return i + 1;
    if (byte === BACKSLASH) i++;
    else continue;
    if (i >= near) return endOfLongString(bytes, i + 1);
  }
  return endOfLongString(bytes, near);
}

function endOfLongString(bytes: Buffer, from: number): number {
  let quote = bytes.indexOf(QUOTE, from);
  while (quote !== -1) {
    let backslashes = 0;
    while (quote - 1 - backslashes >= from && bytes[quote - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    quote = bytes.indexOf(QUOTE, quote + 1);
  }
  return bytes.length;
}

function keyAt(bytes: Buffer, start: number, end: number): string {
  const raw = bytes.toString('utf8', start + 1, end - 1);
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
}

/**
 * One pass over JSON text: guards the depth (JSON.parse takes a million levels, JSON.stringify dies at ten thousand)
 * and finds the top-level fields of an object, so that single fields can be replaced without writing the rest anew.
 * It does not validate: JSON.parse does that.
 */
export function scanJson(bytes: Buffer, maxDepth: number): FieldRange[] {
  const fields: FieldRange[] = [];
  let depth = 0;
  let keyStart = -1;
  let keyEnd = -1;
  let valueStart = -1;
  const closeField = (end: number): void => {
    if (valueStart !== -1) fields.push({ key: keyAt(bytes, keyStart, keyEnd), start: keyStart, valueStart, end });
    keyStart = valueStart = -1;
  };
  for (let i = 0; i < bytes.length; i++) {
    switch (bytes[i]) {
      case QUOTE: {
        const end = endOfString(bytes, i);
        if (depth === 1 && keyStart === -1) {
          keyStart = i;
          keyEnd = end;
        }
        i = end - 1;
        break;
      }
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (++depth > maxDepth) throw tooDeep(maxDepth);
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        if (depth === 1) closeField(i);
        depth--;
        break;
      case COLON:
        if (depth === 1 && valueStart === -1 && keyStart !== -1) valueStart = i + 1;
        break;
      case COMMA:
        if (depth === 1) closeField(i);
        break;
      default:
      // Part of a number or a word, or white space.
    }
  }
  return fields;
}

function tooDeep(maxDepth: number): InvalidRequestError {
  return new InvalidRequestError(`The JSON body is nested deeper than ${maxDepth} levels.`, null, 'json_too_deep');
}
