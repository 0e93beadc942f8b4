import type { ChatMessage } from '@app/contracts';
import { InvalidRequestError, isRecord } from '@app/common';
import type { Encoding } from './encoding';
import type { GeminiPart } from './gemini.wire';
import { isShallow } from './json-depth';
import { partsOf } from './parts';

/** Names of the calls made so far in the conversation, by id; a later call of the same id wins. */
export type CallNames = Map<string, string>;

/** Remembers the calls of a message for the results that follow. */
export function noteCalls({ tool_calls: calls }: ChatMessage, known: CallNames): void {
  for (const { id, function: called, custom } of calls ?? []) {
    const name = called?.name ?? (isRecord(custom) ? custom['name'] : undefined);
    if (typeof id === 'string' && typeof name === 'string') known.set(id, name);
  }
}

/** The result of one call: `tool` answers by id, the older `function` by name. */
export function resultParts(message: ChatMessage, param: string, known: CallNames, encoding: Encoding): GeminiPart[] {
  const isTool = message.role === 'tool';
  const id = isTool ? message.tool_call_id : undefined;
  const name = isTool ? known.get(String(id)) : message.name;
  if (typeof name !== 'string' || name === '') {
    throw new InvalidRequestError(
      isTool
        ? 'This message answers a tool call that no earlier message made; send the assistant message with it.'
        : 'A message of role "function" has to name its function.',
      isTool ? `${param}.tool_call_id` : `${param}.name`,
      'invalid_value',
    );
  }
  const parts = partsOf(message, param);
  const text = parts.map((part) => part.text ?? '').join('');
  const response = {
    ...(id === undefined ? {} : { id }),
    name: encoding.names.toGoogle(name),
    response: asObject(text),
  };
  // Pictures a tool made cannot stand inside the result; the model sees them right behind it.
  return [{ functionResponse: response }, ...parts.filter((part) => part.inlineData !== undefined)];
}

/** Google takes an object. One with `$ref` in it is refused and goes as text. */
function asObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && isShallow(value, '$ref')) return value;
  } catch {
    // Plain text: wrapped below.
  }
  return { output: text };
}
