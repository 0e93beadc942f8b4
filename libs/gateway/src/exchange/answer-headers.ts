import { usdText } from '@app/common';
import type { Route } from '@app/routing';
import type { Ending, RequestEntry } from './request-entry';

const UNSAFE = /[^\x21-\x7e]/gu;
/** A header is no place for a novel. */
const MAX_VALUE_CHARS = 512;

/** What every answer tells about its route. `model` is the one that answers, as far as it is known by now. */
export function routeHeaders(
  route: Route,
  model: string,
  { attemptCount, limitHeaders }: Pick<RequestEntry, 'attemptCount' | 'limitHeaders'>,
  adjusted: readonly string[],
): Record<string, string> {
  const headers: Record<string, string> = {
    'x-gophergate-model': headerSafe(model),
    'x-gophergate-provider': route.providerId,
    'x-gophergate-route': headerSafe(route.path.join('>')),
    'x-gophergate-attempts': String(attemptCount),
    ...limitHeaders,
  };
  if (adjusted.length > 0) headers['x-gophergate-adjusted'] = headerSafe(adjusted.join(','));
  return headers;
}

/** What only a complete answer can tell. The cost is absent while it is unknown. */
export function endingHeaders({ cost, overheadMs }: Ending): Record<string, string> {
  const headers: Record<string, string> = { 'x-gophergate-overhead-ms': overheadMs.toFixed(2) };
  if (typeof cost?.nanoUsd === 'number') headers['x-gophergate-cost'] = usdText(cost.nanoUsd);
  return headers;
}

/** Percent-encodes one UTF-16 unit's UTF-8; half a surrogate pair becomes the replacement character. */
function escaped(unit: string): string {
  return [...Buffer.from(unit)].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('');
}

/** Model names come from callers: anything but plain ASCII is percent-encoded. */
function headerSafe(text: string): string {
  return text.slice(0, MAX_VALUE_CHARS).replace(UNSAFE, escaped);
}
