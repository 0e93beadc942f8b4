import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { withoutFields } from '../../dialects/openai/patches/without-fields';

/** What Kimi fixes, for a model we have not heard of. */
const FIXED = ['temperature', 'top_p', 'n', 'presence_penalty', 'frequency_penalty'];

/** Kimi fixes its sampling by mode, and refuses every other value: best is to say nothing. */
export function withoutFixedFields(
  request: ChatCompletionRequest,
  facts: ModelFacts | undefined,
): ChatCompletionRequest {
  const fixed: unknown = facts ? facts.requestFlags['fixed_params'] : FIXED;
  return Array.isArray(fixed) ? withoutFields(request, fixed.map(String)) : request;
}

/** Moonshot cannot be made to call a tool: `required` is refused, so the model is left to choose. */
export function withoutRequiredTool(request: ChatCompletionRequest): ChatCompletionRequest {
  return request.tool_choice === 'required' ? { ...request, tool_choice: 'auto' } : request;
}
