import ipaddr from 'ipaddr.js';
import { InvalidRequestError } from '@app/common';
import type { Client, ClientAccess, ClientLimits } from '@app/contracts';

/** What a client may use when nothing is said. */
export const UNLIMITED: ClientLimits = {
  requestsPerMinute: null,
  tokensPerMinute: null,
  concurrentRequests: null,
  budget: null,
};

const EVERYTHING: ClientAccess = { allowedModels: null, allowedAddresses: null };
const MAX_NAME = 100;
const MAX_DESCRIPTION = 1_000;
const MAX_TAGS = 20;
const MAX_LIST = 500;

/** What an administrator decides about a client. */
export interface ClientSettings {
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly isEnabled: boolean;
  /** Epoch milliseconds; null never expires. */
  readonly expiresAt: number | null;
  readonly limits: ClientLimits;
  readonly access: ClientAccess;
}

export const DEFAULT_SETTINGS: Omit<ClientSettings, 'name'> = {
  description: '',
  tags: [],
  isEnabled: true,
  expiresAt: null,
  limits: UNLIMITED,
  access: EVERYTHING,
};

/** The settings, tidied up. @throws InvalidRequestError naming the field at fault */
export function checkedSettings(settings: ClientSettings): ClientSettings {
  const name = settings.name.trim();
  const { description, tags, access } = settings;
  if (name === '') throw new InvalidRequestError('A client needs a name.', 'name');
  if (name.length > MAX_NAME)
    throw new InvalidRequestError(`A client's name has at most ${MAX_NAME} characters.`, 'name');
  if (description.length > MAX_DESCRIPTION)
    throw new InvalidRequestError(`A description has at most ${MAX_DESCRIPTION} characters.`, 'description');
  if (tags.length > MAX_TAGS) throw new InvalidRequestError(`A client has at most ${MAX_TAGS} tags.`, 'tags');
  return {
    ...settings,
    name,
    tags: distinct(tags),
    access: {
      allowedModels: access.allowedModels && listOf('access.allowedModels', access.allowedModels),
      allowedAddresses: access.allowedAddresses && addressesOf(access.allowedAddresses),
    },
  };
}

/** What the audit log and others may know of a client: never a hash of its key. */
export function shownClient({ keyHash: _, previousKey, ...client }: Client): Record<string, unknown> {
  return { ...client, previousKeyWorksUntil: previousKey?.worksUntil ?? null };
}

function listOf(param: string, names: readonly string[]): string[] {
  const list = distinct(names);
  if (list.length === 0)
    throw new InvalidRequestError(`${param} names nothing; leave it out to allow everything.`, param);
  if (list.length > MAX_LIST) throw new InvalidRequestError(`${param} has at most ${MAX_LIST} entries.`, param);
  return list;
}

function addressesOf(ranges: readonly string[]): string[] {
  const param = 'access.allowedAddresses';
  const list = listOf(param, ranges);
  const wrong = list.find((range) => !ipaddr.isValid(range) && !ipaddr.isValidCIDR(range));
  if (wrong !== undefined)
    throw new InvalidRequestError(`"${wrong}" is no address and no range such as 10.0.0.0/8.`, param);
  return list;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
}
