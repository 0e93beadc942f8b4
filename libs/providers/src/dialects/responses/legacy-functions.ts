import type { ChatMessage } from '@app/contracts';
import { isRecord } from '@app/common';

/**
 * A conversation of clients from before tools: `function_call` becomes a tool call with an id of ours, and the message of
 * role `function` that follows becomes its result. The very same messages where there is nothing of that kind.
 */
export function inTodaysForm(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const isOld = messages.some((message) => message.role === 'function' || isRecord(message['function_call']));
  if (!isOld) return messages;
  const latest = new Map<string, string>();
  return messages.map((message, index) => {
    const called = message['function_call'];
    if (message.role === 'assistant' && isRecord(called) && !message.tool_calls?.length) {
      const id = `call_function_${index}`;
      latest.set(String(called['name']), id);
      return { ...message, tool_calls: [{ id, type: 'function', function: called }] };
    }
    if (message.role !== 'function') return message;
    return { ...message, role: 'tool', tool_call_id: latest.get(message.name ?? '') ?? message.name ?? '' };
  });
}
