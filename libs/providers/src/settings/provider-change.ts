import { InvalidRequestError } from '@app/common';
import type { ProviderTuning, StoredProviderSettings } from '@app/contracts';

/** What an administrator changes of a provider; what is left out stays, null goes back to the environment. */
export interface ProviderChange {
  readonly isEnabled?: boolean | null | undefined;
  readonly baseUrl?: string | null | undefined;
  /** Write only: it is sealed at once and never shown again. */
  readonly apiKey?: string | null | undefined;
  readonly tuning?: ProviderTuning | undefined;
}

const KEY = /^[\x21-\x7e]{1,500}$/;
const PLACEHOLDERS: ReadonlySet<string> = new Set(['...', 'sk-...', 'AIza...', 'xai-...']);
const HEADER_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
const HEADER_VALUE = /^[\x20-\x7e]{0,1000}$/;
/** What the gateway and the protocol set themselves. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  ...['authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'cookie', 'host', 'connection', 'upgrade'],
  ...['content-type', 'content-length', 'content-encoding', 'transfer-encoding', 'accept', 'accept-encoding'],
  ...['expect', 'te', 'trailer', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'forwarded'],
]);
const MAX_HEADERS = 20;

/** @throws InvalidRequestError naming the field at fault */
export function checkedChange(change: ProviderChange): ProviderChange {
  const { baseUrl, apiKey, tuning } = change;
  if (typeof baseUrl === 'string') checkBaseUrl(baseUrl);
  if (typeof apiKey === 'string' && (!KEY.test(apiKey) || PLACEHOLDERS.has(apiKey)))
    throw new InvalidRequestError('A key has no spaces and is no sample such as "sk-...".', 'apiKey');
  if (!tuning?.headers) return change;
  return { ...change, tuning: { ...tuning, headers: checkedHeaders(tuning.headers) } };
}

/** What the audit log may know: that there is a key, never which. */
export function shownSettings({ encryptedApiKey, ...settings }: StoredProviderSettings): Record<string, unknown> {
  return { ...settings, apiKey: encryptedApiKey === null ? null : 'set' };
}

function checkBaseUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new InvalidRequestError(
      'A base URL is an http or https address without user name, query and fragment.',
      'baseUrl',
    );
}

function checkedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const param = 'tuning.headers';
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  if (entries.length > MAX_HEADERS)
    throw new InvalidRequestError(`A provider is sent at most ${MAX_HEADERS} headers of your own.`, param);
  for (const [name, value] of entries) {
    if (OWN_HEADERS.has(name))
      throw new InvalidRequestError(`The header "${name}" is set by the gateway itself.`, param);
    if (!HEADER_NAME.test(name) || typeof value !== 'string' || !HEADER_VALUE.test(value))
      throw new InvalidRequestError(`"${name.slice(0, 100)}" is no header that can be sent.`, param);
  }
  return Object.fromEntries(entries);
}
