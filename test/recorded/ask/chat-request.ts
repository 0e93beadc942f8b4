import { isRecord, type JsonObject } from '@app/common';
import type { RecordedCase } from '../cases/recorded-case';

/** One grey pixel, so that no replay fetches anything from a stranger. */
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const QUESTION = { role: 'user', content: 'Tell me something short about gophers.' };

/**
 * The recorded request where it is OpenAI's, else a small one of the same kind. Usage is always asked for, because the
 * replay has to see it.
 */
export function chatRequestOf(recorded: RecordedCase, model: string): JsonObject {
  const given = Array.isArray(recorded.request?.['messages']) ? recorded.request : requestLike(recorded);
  const request = { ...withOwnImages(given), model, stream: recorded.isStream };
  return recorded.isStream
    ? { ...request, stream_options: { include_usage: true } }
    : without(request, 'stream_options');
}

function requestLike({ kinds, expected }: RecordedCase): JsonObject {
  const tools = (expected.toolCalls ?? []).map(({ name }) => name);
  return {
    messages: [...(kinds.has('tool-second-turn') ? toolTurn() : []), kinds.has('vision') ? withPicture() : QUESTION],
    ...(tools.length > 0 ? { tools: [...new Set(tools)].map(tool) } : {}),
    ...(expected.reasoningText === undefined ? {} : { reasoning_effort: 'high' }),
    ...(kinds.has('structured') ? { response_format: { type: 'json_object' } } : {}),
    ...(expected.choicesText ? { n: expected.choicesText.length } : {}),
  };
}

function tool(name: string): JsonObject {
  return {
    type: 'function',
    function: { name, description: 'A tool.', parameters: { type: 'object', properties: {} } },
  };
}

function toolTurn(): JsonObject[] {
  const call = { id: 'call_before', type: 'function', function: { name: 'look_up', arguments: '{}' } };
  return [
    QUESTION,
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'call_before', content: 'Nothing found.' },
  ];
}

function withPicture(): JsonObject {
  return {
    role: 'user',
    content: [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: PIXEL } },
    ],
  };
}

/** Remote pictures become our own: some providers have them fetched by the gateway, and a replay stays at home. */
function withOwnImages(request: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(request), (_, value: unknown) => {
    const isRemote = isRecord(value) && typeof value['url'] === 'string' && /^https?:/.test(value['url']);
    return isRemote ? { ...value, url: PIXEL } : value;
  }) as JsonObject;
}

function without(request: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(request).filter(([field]) => field !== name));
}
