import type { ChatCompletionRequest } from '@app/contracts';
import type { ChatCall, EncodedRequest } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';

/** Fields that are ours to set: changing them is no adjustment of what the caller asked. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['model', 'stream_options']);

/**
 * The request as this provider takes it: its patches applied, the model named, usage asked for. Only fields that
 * differ are written anew; all other bytes are the caller's.
 */
export function encodeOpenAiRequest(call: ChatCall, provider: ProviderDescription): EncodedRequest {
  let request = call.request;
  for (const patch of provider.quirks.request ?? []) request = patch(request, call.facts);
  const adjusted = changedFields(call.request, request);
  if (request.model !== call.model) request = { ...request, model: call.model };
  if (call.isStream && request.stream_options?.include_usage !== true) {
    request = { ...request, stream_options: { ...request.stream_options, include_usage: true } };
  }
  return { path: 'chat/completions', body: call.document.serialize(request), adjusted };
}

/** Names of the top-level fields that differ, by identity; null says as much as nothing. */
export function changedFields(before: ChatCompletionRequest, after: ChatCompletionRequest): string[] {
  if (before === after) return [];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter(
    (name) => (before[name] ?? undefined) !== (after[name] ?? undefined) && !OWN_FIELDS.has(name),
  );
}
