import type { ChatCompletionRequest, ChatMessage } from '@app/contracts';
import { objectFrom, objectsIn, textFrom } from '../json-object';
import type { Refusal } from '../refusal';
import { textOfMessage } from './openai-question';
import type { ChatCheck } from './openai-vendor';

type InWords = (message: string, param: string) => Refusal;

/** Roles outside the vendor's list, `developer` among them for all but OpenAI. */
export function onlyRoles(roles: readonly string[], inWords: InWords): ChatCheck {
  return ({ messages }) => {
    const at = messages.findIndex(({ role }) => !roles.includes(role));
    if (at < 0) return undefined;
    const role = messages[at]?.role ?? '';
    return inWords(
      `messages[${at}].role: unknown variant \`${role}\`, expected one of ${roles.map((known) => `\`${known}\``).join(', ')}`,
      `messages[${at}].role`,
    );
  };
}

/** A tool result has to answer a call of the assistant turn before it. */
export function toolResultsHaveCalls(inWords: InWords): ChatCheck {
  return ({ messages }) => {
    const at = messages.findIndex(
      (message, index) => message.role === 'tool' && !hasCallFor(messages.slice(0, index), message),
    );
    if (at < 0) return undefined;
    return inWords(
      "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
      `messages[${at}].role`,
    );
  };
}

/** Plain JSON mode wants the word "json" somewhere in the prompt. */
export function jsonModeNamesJson(inWords: InWords): ChatCheck {
  return ({ messages, response_format: format }) => {
    if (format?.type !== 'json_object') return undefined;
    if (messages.some((message) => /json/i.test(textOfMessage(message)))) return undefined;
    return inWords(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
    );
  };
}

/** For vendors that do not fetch pictures: only data URIs and the vendor's own file scheme pass. */
export function noRemoteImages(inWords: InWords): ChatCheck {
  return ({ messages }) =>
    imageUrlsIn(messages).some((url) => /^https?:/i.test(url))
      ? inWords('unsupported image url: send the picture as base64', 'messages')
      : undefined;
}

export function imageUrlsIn(messages: readonly ChatMessage[]): string[] {
  return messages
    .flatMap(({ content }) => objectsIn(content))
    .flatMap((part) => textFrom(objectFrom(part.image_url).url) ?? textFrom(part.image_url) ?? []);
}

export function effortOf(request: ChatCompletionRequest): string | undefined {
  return textFrom(request.reasoning_effort);
}

export function isToolInPlay(request: ChatCompletionRequest): boolean {
  return (request.tools?.length ?? 0) > 0 || request.messages.some(({ tool_calls: calls }) => (calls?.length ?? 0) > 0);
}

function hasCallFor(before: readonly ChatMessage[], { tool_call_id: id }: ChatMessage): boolean {
  const caller = before.findLast(({ role }) => role !== 'tool');
  return caller?.role === 'assistant' && (caller.tool_calls ?? []).some((call) => call.id === id);
}
