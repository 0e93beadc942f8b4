import type { ChatMessage, ToolCall } from '@app/contracts';
import { isRecord } from '@app/common';
import { unsupported } from './encoding';
import type { FunctionNames } from './function-names';
import type { GeminiPart } from './gemini.wire';
import { isShallow } from './json-depth';
import { signatureOf } from './signatures';

/** The calls of an assistant message, each with its signature where the caller sent one. */
export function callParts(message: ChatMessage, param: string, names: FunctionNames): GeminiPart[] {
  const { tool_calls: calls, function_call: legacy } = message;
  if (Array.isArray(calls) && calls.length > 0)
    return calls.map((call, index) => callPart(call, `${param}.tool_calls[${index}]`, names));
  // The form of before tools: one call, without an id.
  return isRecord(legacy) ? [callPart({ function: legacy }, `${param}.function_call`, names)] : [];
}

function callPart(call: ToolCall, param: string, names: FunctionNames): GeminiPart {
  const { id, function: called, custom } = call;
  const name = called?.name ?? (isRecord(custom) ? custom['name'] : undefined);
  if (typeof name !== 'string' || name === '')
    throw unsupported('A tool call has to name its function.', `${param}.function.name`);
  const signature = signatureOf(call);
  return {
    functionCall: {
      ...(typeof id === 'string' && id !== '' ? { id } : {}),
      name: names.toGoogle(name),
      args: isRecord(custom) ? { input: custom['input'] } : argumentsOf(called?.arguments),
    },
    ...(signature === undefined ? {} : { thoughtSignature: signature }),
  };
}

/**
 * Google takes an object and nothing else. What a model once wrote badly must not end the conversation, so a text that
 * is no JSON object is wrapped as it stands.
 */
export function argumentsOf(written: unknown): Record<string, unknown> {
  if (isRecord(written)) return written;
  if (typeof written !== 'string' || written.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(written);
    if (isRecord(value) && isShallow(value)) return value;
  } catch {
    // Not JSON: wrapped below.
  }
  return { arguments: written };
}
