import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { withKnownEffort } from '../../dialects/openai/patches/known-effort';
import { withoutFields } from '../../dialects/openai/patches/without-fields';

/** Some models of xAI refuse every effort, some only `none`; the rest take the nearest value they know. */
export function withPossibleEffort(
  request: ChatCompletionRequest,
  facts: ModelFacts | undefined,
): ChatCompletionRequest {
  return isRefused(request, facts) ? withoutFields(request, ['reasoning_effort']) : withKnownEffort(request, facts);
}

function isRefused({ reasoning_effort: effort }: ChatCompletionRequest, facts: ModelFacts | undefined): boolean {
  if (!facts) return false;
  const { reasoning_effort: rule, reasoning_effort_none: noneRule } = facts.requestFlags;
  if (effort === 'none' && noneRule === 'rejected' && !facts.reasoningEffortValues) return true;
  // A redirected name is answered by another model, and the rule was that of the original.
  return typeof rule === 'string' && rule.startsWith('rejected') && facts.lifecycle.state !== 'redirected';
}
