import type { ChatCompletionRequest, ChatTool } from '@app/contracts';
import { isRecord } from '@app/common';

export type ToolFunction = NonNullable<ChatTool['function']>;

/** Every function among the tools as `change` wants it; the very same request when it changes none. */
export function withFunctions(
  request: ChatCompletionRequest,
  change: (called: ToolFunction) => ToolFunction,
): ChatCompletionRequest {
  const { tools } = request;
  if (!Array.isArray(tools)) return request;
  const changed = tools.map((tool) => {
    if (!isRecord(tool) || !isRecord(tool.function)) return tool;
    const called = change(tool.function);
    return called === tool.function ? tool : { ...tool, function: called };
  });
  return changed.some((tool, at) => tool !== tools[at]) ? { ...request, tools: changed } : request;
}

/** The function with its parameters as `change` wants them. */
export function withParameters(called: ToolFunction, change: (schema: unknown) => unknown): ToolFunction {
  if (called.parameters === undefined) return called;
  const parameters = change(called.parameters);
  return parameters === called.parameters ? called : { ...called, parameters };
}
