import { toUSVString } from 'node:util';
import type { RequestOutcome, RequestRecord, UsageDimension } from '@app/contracts';

/** The fields that say in which buckets a request counts. */
export type KeyFields = Pick<
  RequestRecord,
  | 'startedAt'
  | 'clientId'
  | 'groupName'
  | 'providerId'
  | 'sentModel'
  | 'servedModel'
  | 'outcome'
  | 'errorCode'
  | 'isStream'
>;

/** One row of a table of roll-ups: the primary key and nothing else. */
export interface UsageKey {
  readonly dimension: UsageDimension;
  /** Start of the bucket, epoch milliseconds. */
  readonly bucket: number;
  readonly entity: string;
  readonly detail: string;
  readonly outcome: RequestOutcome;
  readonly isStream: boolean;
}

export type UsageSubject = Pick<UsageKey, 'dimension' | 'entity' | 'detail'>;
export type UsageEnding = Pick<UsageKey, 'outcome' | 'isStream'>;

export const USAGE_DIMENSIONS = [
  'all',
  'provider',
  'model',
  'client',
  'group',
  'target',
  'client_model',
  'error',
] as const satisfies readonly UsageDimension[];

const LONGEST_NAME = 128;
const HALF_PAIR_AT_END = /[\uD800-\uDBFF]$/;

/** What a request is counted under, in every dimension that it belongs to. */
export function usageSubjectsOf(record: KeyFields): UsageSubject[] {
  const provider = nameOf(record.providerId);
  const model = nameOf(modelOf(record));
  const client = nameOf(record.clientId);
  const target = `${provider}/${model}`;
  const subjects: UsageSubject[] = [
    { dimension: 'all', entity: '', detail: '' },
    { dimension: 'provider', entity: provider, detail: '' },
    { dimension: 'model', entity: provider, detail: model },
    { dimension: 'client', entity: client, detail: '' },
    { dimension: 'client_model', entity: client, detail: target },
  ];
  if (record.groupName !== null) {
    const group = nameOf(record.groupName);
    subjects.push(
      { dimension: 'group', entity: group, detail: '' },
      { dimension: 'target', entity: group, detail: target },
    );
  }
  if (record.outcome !== 'completed') {
    subjects.push({ dimension: 'error', entity: nameOf(record.errorCode), detail: target });
  }
  return subjects;
}

/** Empty for a model that nobody knows: else any client could grow the tables by asking for invented names. */
function modelOf({ servedModel, sentModel, errorCode }: KeyFields): string | null {
  return servedModel ?? (errorCode === 'model_not_found' ? null : sentModel);
}

/**
 * A name as it is stored, so that a row read back is counted under the very same: half a character would come back as
 * another one.
 */
function nameOf(name: string | null): string {
  if (name === null) return '';
  const short = name.length > LONGEST_NAME ? name.slice(0, LONGEST_NAME).replace(HALF_PAIR_AT_END, '') : name;
  return toUSVString(short);
}
