import type { ChatCompletionRequest, ToolCall } from '@app/contracts';
import { isRecord } from '@app/common';
import type { StateCarrier } from '../../spi/kept-state';

/** Where kept reasoning stands in a conversation on its way to the provider; it never leaves the gateway there. */
const PLACE = 'gophergate_reasoning';

/** Reasoning items (encrypted by the provider) go back in front of the call they led to. */
export const reasoningCarrier: StateCarrier = {
  missing: ({ messages }) =>
    messages.flatMap(({ tool_calls: calls }) => (calls ?? []).flatMap(({ id }) => (typeof id === 'string' ? id : []))),
  restored,
};

function restored(request: ChatCompletionRequest, kept: ReadonlyMap<string, string>): ChatCompletionRequest {
  const messages = request.messages.map((message) =>
    message.tool_calls?.some(({ id }) => kept.has(id ?? ''))
      ? { ...message, tool_calls: message.tool_calls.map((call) => ({ ...call, [PLACE]: kept.get(call.id ?? '') })) }
      : message,
  );
  return { ...request, messages };
}

/** The items kept for a call; none where there are none, or where they cannot be read. */
export function keptReasoning(call: ToolCall): Record<string, unknown>[] {
  const text = call[PLACE];
  if (typeof text !== 'string') return [];
  try {
    const items: unknown = JSON.parse(text);
    return Array.isArray(items) ? items.filter(isRecord) : [];
  } catch {
    // A caller may send a field of this name; it means nothing then.
    return [];
  }
}
