import type { ChatCompletionRequest, ChatTool } from '@app/contracts';
import { isRecord } from '@app/common';

/** Tools stand flat in the Responses API, and are strict there unless told otherwise. */
export function responseTools({ tools, functions }: ChatCompletionRequest): Record<string, unknown>[] {
  const legacy: unknown[] = Array.isArray(functions) ? functions : [];
  return [...(tools ?? []).map(flatTool), ...legacy.filter(isRecord).map(flatFunction)];
}

function flatTool(tool: ChatTool): Record<string, unknown> {
  if (tool.type === 'function' && tool.function) return flatFunction(tool.function);
  const custom = tool['custom'];
  if (tool.type !== 'custom' || !isRecord(custom)) return tool;
  const { format, ...others } = custom;
  return { type: 'custom', ...others, ...(isRecord(format) ? { format: flatFormat(format) } : {}) };
}

function flatFunction(described: Record<string, unknown>): Record<string, unknown> {
  return { parameters: null, ...described, type: 'function', strict: described['strict'] ?? false };
}

/** `{type:'grammar', grammar:{syntax, definition}}` stands flat too. */
function flatFormat({ grammar, ...format }: Record<string, unknown>): Record<string, unknown> {
  return isRecord(grammar) ? { ...format, ...grammar } : format;
}

/** The same choice in the words of the Responses API. */
export function responseToolChoice(request: ChatCompletionRequest): unknown {
  const choice = request.tool_choice ?? request['function_call'];
  if (!isRecord(choice)) return choice ?? undefined;
  if (typeof choice['type'] !== 'string') return { type: 'function', name: choice['name'] };
  const { type } = choice;
  const named = choice[type];
  if (!isRecord(named)) return choice;
  if (type !== 'allowed_tools') return { type, name: named['name'] };
  const tools: unknown[] = Array.isArray(named['tools']) ? named['tools'] : [];
  return { type, mode: named['mode'], tools: tools.filter(isRecord).map(flatReference) };
}

function flatReference(tool: Record<string, unknown>): Record<string, unknown> {
  const named = tool[String(tool['type'])];
  return isRecord(named) ? { type: tool['type'], name: named['name'] } : tool;
}
