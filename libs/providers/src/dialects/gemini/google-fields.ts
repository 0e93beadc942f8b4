import { isRecord } from '@app/common';
import { unsupported, type Encoding } from './encoding';
import type { GeminiRequest } from './gemini.wire';

const THINKING = ['thinkingBudget', 'thinkingLevel', 'includeThoughts'];
const OWN_FIELDS: ReadonlySet<string> = new Set(['thinking_config', 'safety_settings', 'cached_content']);
const PLACE = 'extra_body.google';

/** Google's own fields, as its clients put them into a request in OpenAI's form: `extra_body.google`. */
function googleFields({ request }: Encoding): Record<string, unknown> {
  const { extra_body: extra } = request;
  const google: unknown = isRecord(extra) ? extra['google'] : undefined;
  return isRecord(google) ? google : {};
}

/** The caller's own thinking config; undefined where it sent none. */
export function givenThinking(encoding: Encoding): Record<string, unknown> | undefined {
  const { thinking_config: given } = googleFields(encoding);
  if (given === undefined || given === null) return undefined;
  const param = `${PLACE}.thinking_config`;
  if (!isRecord(given)) throw unsupported('The thinking config has to be an object.', param);
  const config = camelCased(given, THINKING, encoding, 'extra_body');
  // Google refuses both at once.
  if (config['thinkingBudget'] !== undefined && config['thinkingLevel'] !== undefined)
    throw unsupported('Send either a thinking budget or a thinking level.', param);
  return config;
}

/** Fields of the request itself that only Google has. */
export function ownFields(encoding: Encoding): Pick<GeminiRequest, 'safetySettings' | 'cachedContent'> {
  const { request, adjusted } = encoding;
  const google = googleFields(encoding);
  const { extra_body: extra } = request;
  const isWholeKnown =
    !isRecord(extra) ||
    (Object.keys(extra).every((name) => name === 'google') &&
      Object.keys(google).every((name) => OWN_FIELDS.has(name)));
  if (!isWholeKnown) adjusted.add('extra_body');
  const { cached_content: cached, safety_settings: nested } = google;
  if (cached !== undefined && cached !== null && typeof cached !== 'string')
    throw unsupported('The cached content is named by a string.', `${PLACE}.cached_content`);
  const safety = safetyOf(request['safety_settings'] ?? nested, encoding);
  return { ...(safety ? { safetySettings: safety } : {}), ...(cached ? { cachedContent: cached } : {}) };
}

function safetyOf(settings: unknown, { request }: Encoding): unknown[] | undefined {
  if (settings === undefined || settings === null) return undefined;
  const param = request['safety_settings'] === undefined ? `${PLACE}.safety_settings` : 'safety_settings';
  if (!Array.isArray(settings) || !settings.every(isRecord))
    throw unsupported('Safety settings are a list of objects with category and threshold.', param);
  return settings.map(({ category, threshold }) => ({ category, threshold }));
}

/** The fields Google knows, in its spelling, whichever the caller used; what else stands there is reported. */
export function camelCased(
  given: Record<string, unknown>,
  known: readonly string[],
  { adjusted }: Encoding,
  field: string,
): Record<string, unknown> {
  const entries = Object.entries(given)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value] as const);
  if (entries.some(([name]) => !known.includes(name))) adjusted.add(field);
  return Object.fromEntries(entries.filter(([name]) => known.includes(name)));
}
