import type { RequestRecord } from '@app/contracts';

/** Order of the values of a line. Never changed: a new field makes a new version, and the old one stays readable. */
const FIELDS_1 = [
  'requestId',
  'clientRequestId',
  'clientId',
  'endpoint',
  'askedModel',
  'route',
  'groupName',
  'providerId',
  'sentModel',
  'servedModel',
  'attempts',
  'outcome',
  'httpStatus',
  'errorCode',
  'isStream',
  'freshInputTokens',
  'cachedInputTokens',
  'cacheWriteTokens',
  'outputTokens',
  'reasoningTokens',
  'audioInputTokens',
  'imageCount',
  'usageDetails',
  'usageSource',
  'costNanoUsd',
  'costState',
  'priceId',
  'savedNanoUsd',
  'costFormula',
  'startedAt',
  'latencyMs',
  'timeToFirstTokenMs',
  'overheadMs',
] as const satisfies readonly (keyof RequestRecord)[];
const FIELDS_2 = [...FIELDS_1, 'routeTrace'] as const satisfies readonly (keyof RequestRecord)[];
/** Does not compile while a field of the record has no place in the current version. */
const CURRENT: readonly (keyof RequestRecord)[] = FIELDS_2 satisfies AllOf<(typeof FIELDS_2)[number]>;
type AllOf<Named extends keyof RequestRecord> = keyof RequestRecord extends Named ? readonly Named[] : never;

const VERSION = 2;
const VERSIONS: ReadonlyMap<unknown, readonly (keyof RequestRecord)[]> = new Map<number, typeof CURRENT>([
  [1, FIELDS_1],
  [VERSION, CURRENT],
]);
/** What records of older versions say about fields that came later. */
const ADDED: Pick<RequestRecord, 'routeTrace'> = { routeTrace: null };

/** Callers choose some of the texts; a record that no frame can hold would be lost. */
const MAX_TEXT_CHARS = 4_096;

/** A record as one line: `[version, value, value, …]`. Names would double its length. */
export function encodeRecord(record: RequestRecord): string {
  const values: unknown[] = [VERSION];
  for (const field of CURRENT) {
    const value = record[field];
    values.push(typeof value === 'string' && value.length > MAX_TEXT_CHARS ? value.slice(0, MAX_TEXT_CHARS) : value);
  }
  return JSON.stringify(values);
}

/** undefined where the line is of no version known here. */
export function decodeRecord(line: string): RequestRecord | undefined {
  const values: unknown = JSON.parse(line);
  if (!Array.isArray(values)) return undefined;
  const fields = VERSIONS.get(values[0]);
  if (fields === undefined || values.length !== fields.length + 1) return undefined;
  return { ...ADDED, ...Object.fromEntries(fields.map((field, index) => [field, values[index + 1]])) } as RequestRecord;
}
