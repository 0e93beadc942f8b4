import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { nearestEffort } from './effort';
import { withoutFields } from './without-fields';

/**
 * `reasoning_effort` in a value that the model takes; left out for a model that does not reason. Where nothing is known
 * of the model's values, the caller's own goes through.
 */
export function withKnownEffort(request: ChatCompletionRequest, facts: ModelFacts | undefined): ChatCompletionRequest {
  const effort: unknown = request.reasoning_effort;
  if (typeof effort !== 'string' || !facts) return request;
  if (facts.supports['reasoning'] === false) return withoutFields(request, ['reasoning_effort']);
  const known = facts.reasoningEffortValues ? nearestEffort(effort, facts.reasoningEffortValues) : effort;
  return known === effort ? request : { ...request, reasoning_effort: known };
}
