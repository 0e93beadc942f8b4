import type { ChatCompletionRequest, ChatMessage } from '@app/contracts';
import { isRecord } from '@app/common';

const PLAIN = 'Answer with a json object and nothing else.';
/** Those who speak first set the tone; what we add comes after them, where it disturbs no cached prompt of theirs. */
const LEADING: ReadonlySet<string> = new Set(['system', 'developer']);

/**
 * For models that know JSON mode but no schemas: `json_schema` becomes `json_object`, and the schema goes into a system
 * message. The model is then asked, not forced, to keep to it.
 */
export function withSchemaInPrompt(request: ChatCompletionRequest): ChatCompletionRequest {
  const { response_format: format } = request;
  if (!isRecord(format) || format.type !== 'json_schema') return request;
  return withInstruction(
    { ...request, response_format: { type: 'json_object' } },
    instructionFor(format['json_schema']),
  );
}

/** JSON mode wants the word "json" in some message, or it is refused. */
export function withJsonNamed(request: ChatCompletionRequest): ChatCompletionRequest {
  const { response_format: format, messages } = request;
  if (!isRecord(format) || format.type !== 'json_object') return request;
  return messages.some(mentionsJson) ? request : withInstruction(request, PLAIN);
}

function instructionFor(given: unknown): string {
  const { name, description, schema } = isRecord(given) ? given : {};
  const lines = [PLAIN];
  if (typeof name === 'string') lines.push(`It is called "${name}".`);
  if (typeof description === 'string') lines.push(description);
  if (isRecord(schema)) lines.push(`It conforms to this json schema: ${JSON.stringify(schema)}`);
  return lines.join('\n');
}

function withInstruction(request: ChatCompletionRequest, content: string): ChatCompletionRequest {
  const other = request.messages.findIndex(({ role }) => !LEADING.has(role));
  const at = other === -1 ? request.messages.length : other;
  const messages: ChatMessage[] = [...request.messages];
  messages.splice(at, 0, { role: 'system', content });
  return { ...request, messages };
}

function mentionsJson({ content }: ChatMessage): boolean {
  if (typeof content === 'string') return /json/i.test(content);
  if (!Array.isArray(content)) return false;
  return content.some(
    (part: unknown) => isRecord(part) && typeof part['text'] === 'string' && /json/i.test(part['text']),
  );
}
