import type { ChatMessage, ResponseItem, ResponseObject, ToolCall } from '@app/contracts';
import { isRecord } from '@app/common';
import type { KeptState } from '../../spi/kept-state';

/** A call of a Responses answer as chat writes it; undefined for items that are no calls. */
export function toolCallOf(item: ResponseItem): ToolCall | undefined {
  const { call_id: id, name } = item;
  if (typeof id !== 'string') return undefined;
  if (item.type === 'function_call')
    return { id, type: 'function', function: { name: textOf(name), arguments: textOf(item['arguments']) } };
  if (item.type === 'custom_tool_call')
    return { id, type: 'custom', custom: { name: textOf(name), input: textOf(item['input']) } };
  return undefined;
}

/** The one message of a chat answer, made of all items. */
export function messageOf(output: readonly ResponseItem[]): ChatMessage {
  const parts = output.flatMap((item) => (item.type === 'message' ? recordsIn(item['content']) : []));
  const text = joined(parts, 'output_text', 'text');
  const refusal = joined(parts, 'refusal', 'refusal');
  const reasoning = output
    .flatMap((item) => (item.type === 'reasoning' ? recordsIn(item['summary']) : []))
    .map((part) => textOf(part['text']))
    .join('\n\n');
  const calls = output.map(toolCallOf).filter((call) => call !== undefined);
  const annotations = parts.flatMap((part) => recordsIn(part['annotations'])).map(chatAnnotation);
  return {
    role: 'assistant',
    content: text ?? null,
    refusal: refusal ?? null,
    ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
    annotations,
  };
}

/** Log probabilities of the text, where they were asked for. */
export function logprobsOf(output: readonly ResponseItem[]): { content: unknown[]; refusal: null } | null {
  const content = output
    .flatMap((item) => (item.type === 'message' ? recordsIn(item['content']) : []))
    .flatMap((part) => (Array.isArray(part['logprobs']) ? (part['logprobs'] as unknown[]) : []));
  return content.length > 0 ? { content, refusal: null } : null;
}

/** Why the model stopped, in chat's words. */
export function finishReasonOf({ status, incomplete_details: details }: ResponseObject, hasCalls: boolean): string {
  if (status === 'incomplete') return details?.reason === 'content_filter' ? 'content_filter' : 'length';
  return hasCalls ? 'tool_calls' : 'stop';
}

/** Each call with the reasoning that stands directly before it. */
export function keptOf(output: readonly ResponseItem[]): KeptState[] {
  const kept: KeptState[] = [];
  let reasoning: ResponseItem[] = [];
  for (const item of output) {
    const call = toolCallOf(item);
    if (item.type === 'reasoning') reasoning.push(item);
    else {
      if (call?.id !== undefined && reasoning.length > 0)
        kept.push({ toolCallId: call.id, value: JSON.stringify(reasoning) });
      reasoning = [];
    }
  }
  return kept;
}

/** Chat puts a citation's fields one level deeper. */
export function chatAnnotation(annotation: Record<string, unknown>): Record<string, unknown> {
  const { type, ...fields } = annotation;
  return typeof type === 'string' ? { type, [type]: fields } : annotation;
}

/** undefined where there is no part of that type at all. */
function joined(parts: readonly Record<string, unknown>[], type: string, field: string): string | undefined {
  const texts = parts.filter((part) => part['type'] === type).map((part) => textOf(part[field]));
  return texts.length > 0 ? texts.join('') : undefined;
}

function recordsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
