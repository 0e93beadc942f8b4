import type { ChatMessage, ContentPart, ToolCall } from '@app/contracts';
import { InvalidRequestError, isRecord } from '@app/common';
import { keptReasoning } from './kept-reasoning';
import { inTodaysForm } from './legacy-functions';

/** One item of a Responses request's input. */
export type InputItem = Record<string, unknown>;

/** A conversation as the items of a Responses request, each call led by the reasoning that was kept for it. */
export function inputItems(messages: readonly ChatMessage[]): InputItem[] {
  const conversation = inTodaysForm(messages);
  const customCalls = new Set(
    conversation.flatMap(({ tool_calls: calls }) => (calls ?? []).filter(isCustom).flatMap(({ id }) => id ?? [])),
  );
  return conversation.flatMap((message, index) => itemsOf(message, index, customCalls));
}

function itemsOf(message: ChatMessage, index: number, customCalls: ReadonlySet<string>): InputItem[] {
  const { role, content, tool_call_id: callId } = message;
  if (role === 'tool') {
    const type = customCalls.has(callId ?? '') ? 'custom_tool_call_output' : 'function_call_output';
    return [{ type, call_id: callId, output: contentOf(content, index) }];
  }
  if (role !== 'assistant') return [{ role, content: contentOf(content, index) }];
  const spoken = spokenParts(message);
  return [
    ...(spoken.length > 0 ? [{ type: 'message', role, content: spoken }] : []),
    ...(message.tool_calls ?? []).flatMap((call) => [...keptReasoning(call), callItem(call)]),
  ];
}

function contentOf(content: ChatMessage['content'], index: number): unknown {
  if (!Array.isArray(content)) return content ?? '';
  return content.map((part, position) => inputPart(part, `messages[${index}].content[${position}].type`));
}

/** Parts that have the same name in both APIs, or none, pass as they are. */
function inputPart(part: ContentPart, param: string): Record<string, unknown> {
  switch (part.type) {
    case 'text':
      return { type: 'input_text', text: part.text };
    case 'image_url': {
      const image = part['image_url'];
      return isRecord(image)
        ? { ...image, type: 'input_image', image_url: image['url'], url: undefined }
        : { type: 'input_image', image_url: image };
    }
    case 'file': {
      const file = part['file'];
      return { ...(isRecord(file) ? file : {}), type: 'input_file' };
    }
    case 'input_audio':
      throw new InvalidRequestError(
        'Audio cannot be sent to this model together with tools; send it without tools, or use another model.',
        param,
        'unsupported_value',
      );
    default:
      return part;
  }
}

/** What the assistant said, its refusals too. */
function spokenParts(message: ChatMessage): Record<string, unknown>[] {
  const { content } = message;
  const parts = Array.isArray(content) ? content : content ? [{ type: 'text', text: content }] : [];
  const spoken: Record<string, unknown>[] = parts.map((part) =>
    part.type === 'refusal'
      ? { type: 'refusal', refusal: part['refusal'] }
      : { type: 'output_text', text: part.text ?? '', annotations: [] },
  );
  const refusal = message['refusal'];
  return typeof refusal === 'string' ? [...spoken, { type: 'refusal', refusal }] : spoken;
}

function callItem(call: ToolCall): InputItem {
  const { id, function: called } = call;
  if (isCustom(call)) {
    const custom = isRecord(call['custom']) ? call['custom'] : {};
    return { type: 'custom_tool_call', call_id: id, name: custom['name'], input: custom['input'] ?? '' };
  }
  return { type: 'function_call', call_id: id, name: called?.name, arguments: called?.arguments ?? '' };
}

function isCustom({ type }: ToolCall): boolean {
  return type === 'custom';
}
