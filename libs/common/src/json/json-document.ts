import { isUtf8 } from 'node:buffer';
import { InvalidRequestError } from '../errors/request.errors';
import { scanJson, type FieldRange } from './json-scan';

/** Deep enough for any tool schema, far below what breaks JSON.stringify. */
const MAX_DEPTH = 128;
const OPEN = Buffer.from('{');
const CLOSE = Buffer.from('}');
const SEPARATOR = Buffer.from(',');

export type JsonObject = Record<string, unknown>;

/**
 * A JSON object together with the bytes it came from. A changed copy of the object is written by replacing only the
 * top-level fields that differ (by identity) and copying all other bytes as they are, so an untouched 5 MB image
 * costs a memory copy, and numbers keep the digits the caller wrote.
 */
export class JsonDocument<T extends JsonObject = JsonObject> {
  private constructor(
    readonly bytes: Buffer,
    readonly value: T,
    private readonly fields: readonly FieldRange[],
  ) {}

  /** @throws InvalidRequestError when the bytes are no JSON object, not UTF-8, or nested too deeply */
  static parse(bytes: Buffer): JsonDocument {
    if (bytes.length === 0)
      throw new InvalidRequestError('The request body is empty; send a JSON object.', null, 'empty_body');
    if (!isUtf8(bytes)) throw new InvalidRequestError('The request body is not valid UTF-8.', null, 'invalid_utf8');
    const fields = scanJson(bytes, MAX_DEPTH);
    const value = parseText(bytes.toString('utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new InvalidRequestError('The request body must be a JSON object.', null, 'invalid_json');
    }
    return new JsonDocument(bytes, value as JsonObject, fields);
  }

  /** The text of `next`, a changed copy of `value`; the original bytes where nothing changed. */
  serialize(next: JsonObject): Buffer {
    // A name that stands twice means one thing to us and perhaps another to the provider: write it anew, once.
    if (this.fields.length !== Object.keys(this.value).length) return Buffer.from(JSON.stringify(next));
    if (next === this.value) return this.bytes;
    const names = Object.keys(next);
    const parts: Buffer[] = [];
    let isChanged = false;
    for (const { key, start, valueStart, end } of this.fields) {
      if (!Object.hasOwn(next, key) || next[key] === undefined) isChanged = true;
      else if (next[key] === this.value[key]) parts.push(this.bytes.subarray(start, end));
      else {
        isChanged = true;
        parts.push(Buffer.concat([this.bytes.subarray(start, valueStart), Buffer.from(JSON.stringify(next[key]))]));
      }
    }
    for (const name of names) {
      if (Object.hasOwn(this.value, name) || next[name] === undefined) continue;
      isChanged = true;
      parts.push(Buffer.from(`${JSON.stringify(name)}:${JSON.stringify(next[name])}`));
    }
    return isChanged ? joined(parts) : this.bytes;
  }
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const place =
      cause instanceof Error ? /position \d+( \(line \d+ column \d+\))?/.exec(cause.message)?.[0] : undefined;
    const where = place ? ` at ${place}` : '';
    throw new InvalidRequestError(`The request body is not valid JSON${where}.`, null, 'invalid_json', { cause });
  }
}

function joined(parts: readonly Buffer[]): Buffer {
  const pieces: Buffer[] = [OPEN];
  parts.forEach((part, index) => {
    if (index > 0) pieces.push(SEPARATOR);
    pieces.push(part);
  });
  pieces.push(CLOSE);
  return Buffer.concat(pieces);
}
