import type { ChatMessage } from '@app/contracts';
import { InvalidRequestError } from '@app/common';
import { unsupported, type Encoding } from './encoding';
import { callParts } from './function-calls';
import { noteCalls, resultParts, type CallNames } from './function-results';
import type { GeminiContent, GeminiPart, GeminiRequest } from './gemini.wire';
import { partsOf, textParts } from './parts';
import { needsSignatures, signSteps } from './signatures';

type Conversation = Pick<GeminiRequest, 'contents' | 'systemInstruction'>;

/** The messages as Google wants them: instructions apart, roles alternating, no content without parts. */
export function conversationOf(encoding: Encoding): Conversation {
  const { request, model, facts } = encoding;
  const system: GeminiPart[] = [];
  const contents: GeminiContent[] = [];
  const known: CallNames = new Map();
  request.messages.forEach((message, index) => {
    const param = `messages[${index}]`;
    if (message.role === 'system' || message.role === 'developer') append(system, partsOf(message, param));
    else join(contents, contentOf(message, param, known, encoding));
  });
  if (needsSignatures(model, facts)) signSteps(contents);
  if (contents.length > 0) return system.length > 0 ? { contents, systemInstruction: { parts: system } } : { contents };
  return instructionsAlone(system, encoding);
}

function contentOf(message: ChatMessage, param: string, known: CallNames, encoding: Encoding): GeminiContent {
  switch (message.role) {
    case 'user':
      return { role: 'user', parts: partsOf(message, param) };
    case 'assistant':
      noteCalls(message, known);
      return { role: 'model', parts: [...spokenParts(message, param), ...callParts(message, param, encoding.names)] };
    case 'tool':
    case 'function':
      return { role: 'user', parts: resultParts(message, param, known, encoding) };
    default:
      throw unsupported(
        `A message of role "${message.role}" cannot be sent to this model; use system, developer, user, assistant or tool.`,
        `${param}.role`,
      );
  }
}

/** What the model said; a refusal is what it said instead. */
function spokenParts(message: ChatMessage, param: string): GeminiPart[] {
  const parts = partsOf(message, param);
  const { refusal } = message;
  return parts.length === 0 && typeof refusal === 'string' ? textParts(refusal) : parts;
}

function join(contents: GeminiContent[], { role, parts }: GeminiContent): void {
  const last = contents.at(-1);
  if (last?.role === role) append(last.parts, parts);
  else if (parts.length > 0) contents.push({ role, parts: [...parts] });
}

/** Google answers no request without contents: instructions alone are put to the model as what the user says. */
function instructionsAlone(system: GeminiPart[], { adjusted }: Encoding): Conversation {
  if (system.length === 0) {
    throw new InvalidRequestError(
      'All messages are empty; send at least one with content.',
      'messages',
      'invalid_value',
    );
  }
  adjusted.add('messages');
  return { contents: [{ role: 'user', parts: system }] };
}

/** Not `push(...more)`: a hundred thousand arguments overflow the stack. */
function append(parts: GeminiPart[], more: readonly GeminiPart[]): void {
  for (const part of more) parts.push(part);
}
