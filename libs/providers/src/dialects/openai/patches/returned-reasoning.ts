import type { ChatCompletionRequest, ChatMessage } from '@app/contracts';
import { isRecord } from '@app/common';
import type { StateCarrier } from '../../../spi/kept-state';

/** More than one piece of a stream holds; a longer text is taken for the whole reasoning unseen. */
const MOST_PIECE_CHARS = 64;

/** For vendors that want `reasoning_content` back with the assistant turns that called tools. */
export const returnedReasoning: StateCarrier = {
  missing: ({ messages }) =>
    messages
      .filter((message) => reasoningOf(message).length <= MOST_PIECE_CHARS)
      .flatMap((message) => firstCallId(message) ?? []),
  restored: (request, kept) => {
    if (kept.size === 0) return request;
    return withMessages(request, (message) => {
      const reasoning = kept.get(firstCallId(message) ?? '') ?? '';
      return isTornOff(reasoningOf(message), reasoning) ? { ...message, reasoning_content: reasoning } : message;
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

/** OpenAI's own stream helper keeps the last piece of a field it does not know, so what comes back may be the tail alone. */
function isTornOff(sent: string, kept: string): boolean {
  return sent.length < kept.length && kept.endsWith(sent);
}

function reasoningOf({ reasoning_content: reasoning }: ChatMessage): string {
  return typeof reasoning === 'string' ? reasoning : '';
}

function firstCallId({ role, tool_calls: calls }: ChatMessage): string | undefined {
  const first: unknown = role === 'assistant' && Array.isArray(calls) ? calls[0] : undefined;
  return isRecord(first) && typeof first['id'] === 'string' ? first['id'] : undefined;
}
