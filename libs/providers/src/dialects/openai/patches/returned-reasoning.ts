import type { ChatCompletionRequest, ChatMessage } from '@app/contracts';
import { isRecord } from '@app/common';
import type { StateCarrier } from '../../../spi/kept-state';

/** For vendors that want `reasoning_content` back with the assistant turns that called tools. */
export const returnedReasoning: StateCarrier = {
  missing: ({ messages }) =>
    messages.filter((message) => !hasReasoning(message)).flatMap((message) => firstCallId(message) ?? []),
  restored: (request, kept) => {
    if (kept.size === 0) return request;
    return withMessages(request, (message) => {
      const id = hasReasoning(message) ? undefined : firstCallId(message);
      const reasoning = id === undefined ? undefined : kept.get(id);
      return reasoning === undefined ? message : { ...message, reasoning_content: reasoning };
    });
  },
};

/** The last resort where nobody kept it: an empty `reasoning_content` on the assistant turns that have none. */
export function withEmptyReasoning(
  request: ChatCompletionRequest,
  needsIt: (message: ChatMessage) => boolean,
): ChatCompletionRequest {
  return withMessages(request, (message) => {
    const isAbsent = message.role === 'assistant' && typeof message['reasoning_content'] !== 'string';
    return isAbsent && needsIt(message) ? { ...message, reasoning_content: '' } : message;
  });
}

export function hasToolCalls({ tool_calls: calls }: ChatMessage): boolean {
  return Array.isArray(calls) && calls.length > 0;
}

function withMessages(
  request: ChatCompletionRequest,
  change: (message: ChatMessage) => ChatMessage,
): ChatCompletionRequest {
  const messages = request.messages.map(change);
  return messages.some((message, at) => message !== request.messages[at]) ? { ...request, messages } : request;
}

function hasReasoning(message: ChatMessage): boolean {
  return typeof message['reasoning_content'] === 'string' && message['reasoning_content'] !== '';
}

function firstCallId({ role, tool_calls: calls }: ChatMessage): string | undefined {
  const first: unknown = role === 'assistant' && Array.isArray(calls) ? calls[0] : undefined;
  return isRecord(first) && typeof first['id'] === 'string' ? first['id'] : undefined;
}
