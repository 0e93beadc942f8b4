import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import type { DialectName } from '../../spi/provider';

/**
 * OpenAI refuses tools on chat while a model reasons (gpt-5.4 and later), and some models have no chat at all; the
 * catalogue says which. Without an effort the model's own default counts; where that is unknown, it reasons.
 */
export function servedByResponses(
  request: ChatCompletionRequest,
  facts: ModelFacts | undefined,
): DialectName | undefined {
  if (!facts) return undefined;
  const { endpoints, requestFlags, reasoningEffortDefault } = facts;
  if (endpoints.includes('responses') && !endpoints.includes('chat')) return 'responses';
  const isRefused = requestFlags['chat_tools_with_reasoning'] === 'rejected_400_use_responses_or_effort_none';
  const hasTools = isFilled(request.tools) || isFilled(request['functions']);
  const effort = request.reasoning_effort ?? reasoningEffortDefault;
  return isRefused && hasTools && effort !== 'none' ? 'responses' : undefined;
}

function isFilled(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}
