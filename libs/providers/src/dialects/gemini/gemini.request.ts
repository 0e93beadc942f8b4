import type { ChatCompletionRequest, ChatMessage, ContentPart } from '@app/contracts';
import { InvalidRequestError } from '@app/common';
import type { ChatCall, EncodedRequest } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';
import type { GeminiContent, GeminiPart, GeminiRequest } from './gemini.wire';

/** OpenAI's sampling fields and Google's names for them, inside `generationConfig`. */
const GENERATION_FIELDS: ReadonlyMap<string, string> = new Map([
  ['max_tokens', 'maxOutputTokens'],
  ['max_completion_tokens', 'maxOutputTokens'],
  ['temperature', 'temperature'],
  ['top_p', 'topP'],
  ['n', 'candidateCount'],
  ['seed', 'seed'],
  ['presence_penalty', 'presencePenalty'],
  ['frequency_penalty', 'frequencyPenalty'],
]);
const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...GENERATION_FIELDS.keys(),
  'model',
  'messages',
  'stream',
  'stream_options',
  'stop',
]);
const DATA_URI = /^data:([\w.+-]+\/[\w.+-]+);base64,(.+)$/s;

/** Google refuses fields it does not know, so what has no counterpart is left out and reported. */
export function encodeGeminiRequest(call: ChatCall, _provider: ProviderDescription): EncodedRequest {
  const { request, model, isStream } = call;
  const method = isStream ? 'streamGenerateContent?alt=sse' : 'generateContent';
  return {
    // A name from a caller may hold half a character, which cannot be encoded.
    path: `models/${encodeURIComponent(Buffer.from(model).toString())}:${method}`,
    body: JSON.stringify(translated(request)),
    adjusted: Object.keys(request).filter(
      (name) => !UNDERSTOOD.has(name) && request[name] !== null && request[name] !== undefined,
    ),
  };
}

function translated(request: ChatCompletionRequest): GeminiRequest {
  const system: GeminiPart[] = [];
  const contents: GeminiContent[] = [];
  request.messages.forEach((message, index) => {
    const parts = partsOf(message, index);
    if (message.role === 'system' || message.role === 'developer') {
      append(system, parts);
      return;
    }
    const role = roleOf(message, index);
    const last = contents.at(-1);
    // Google wants the roles to alternate and no content without parts.
    if (last?.role === role) append(last.parts, parts);
    else if (parts.length > 0) contents.push({ role, parts });
  });
  const generationConfig = generationConfigOf(request);
  return {
    contents,
    ...(system.length > 0 ? { systemInstruction: { parts: system } } : {}),
    ...(Object.keys(generationConfig).length > 0 ? { generationConfig } : {}),
  };
}

/** Not `push(...more)`: a hundred thousand arguments overflow the stack. */
function append(parts: GeminiPart[], more: readonly GeminiPart[]): void {
  for (const part of more) parts.push(part);
}

function roleOf({ role }: ChatMessage, index: number): GeminiContent['role'] {
  if (role === 'user') return 'user';
  if (role === 'assistant') return 'model';
  throw new InvalidRequestError(
    `A message of role "${role}" cannot be sent to this model; use system, developer, user or assistant.`,
    `messages[${index}].role`,
    'unsupported_value',
  );
}

function partsOf({ content }: ChatMessage, index: number): GeminiPart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ text: content }];
  if (!Array.isArray(content)) return [];
  return content.map((part, position) => partOf(part, `messages[${index}].content[${position}]`));
}

function partOf(part: ContentPart, param: string): GeminiPart {
  if (part.type === 'text' && typeof part.text === 'string') return { text: part.text };
  if (part.type === 'image_url') {
    const { url } = (part['image_url'] ?? {}) as { url?: unknown };
    const [, mimeType, data] = (typeof url === 'string' ? DATA_URI.exec(url) : undefined) ?? [];
    if (mimeType !== undefined && data !== undefined) return { inlineData: { mimeType, data } };
    throw new InvalidRequestError(
      'An image for this model has to be a base64 data URI.',
      `${param}.image_url.url`,
      'unsupported_value',
    );
  }
  throw new InvalidRequestError(
    `A content part of type "${part.type}" cannot be sent to this model.`,
    `${param}.type`,
    'unsupported_value',
  );
}

function generationConfigOf(request: ChatCompletionRequest): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const [name, googleName] of GENERATION_FIELDS) {
    if (request[name] !== undefined && request[name] !== null) config[googleName] = request[name];
  }
  const { stop } = request;
  if (typeof stop === 'string') config['stopSequences'] = [stop];
  else if (Array.isArray(stop)) config['stopSequences'] = stop;
  return config;
}
