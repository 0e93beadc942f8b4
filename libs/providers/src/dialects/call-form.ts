import type { ChatCompletionRequest, ToolCall } from '@app/contracts';

/** How a client wants calls: as tools, or in the form of before them, which has room for one. */
export interface CallForm {
  /** Fields of a message or delta. */
  fields(calls: readonly ToolCall[]): Record<string, unknown>;
  finishReason(reason: string): string;
}

const TOOLS: CallForm = {
  fields: (calls) => (calls.length > 0 ? { tool_calls: calls } : {}),
  finishReason: (reason) => reason,
};

const FUNCTIONS: CallForm = {
  fields: (calls) => {
    const first = calls.find(({ index }) => index === undefined || index === 0);
    return first ? { function_call: first.function } : {};
  },
  finishReason: (reason) => (reason === 'tool_calls' ? 'function_call' : reason),
};

export function callFormFor({ tools, functions }: ChatCompletionRequest): CallForm {
  const isLegacy = Array.isArray(functions) && !(Array.isArray(tools) && tools.length > 0);
  return isLegacy ? FUNCTIONS : TOOLS;
}
