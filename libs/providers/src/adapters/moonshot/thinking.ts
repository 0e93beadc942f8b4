import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { isRecord } from '@app/common';
import { nearestEffort } from '../../dialects/openai/patches/effort';
import { hasToolCalls, withEmptyReasoning } from '../../dialects/openai/patches/returned-reasoning';
import { withoutFields } from '../../dialects/openai/patches/without-fields';

/** What k3 and later take; a model we have not heard of is probably later still. */
const EFFORTS = ['low', 'high', 'max'];

/**
 * `reasoning_effort` as this model knows it: k3 and later take an effort, but no `none`; the ones before have a switch
 * instead, of which a caller's own setting wins; the oldest do not reason at all.
 */
export function withKnownEffort(request: ChatCompletionRequest, facts: ModelFacts | undefined): ChatCompletionRequest {
  const effort: unknown = request.reasoning_effort;
  if (typeof effort !== 'string') return request;
  if (facts?.supports['reasoning'] === false) return withoutFields(request, ['reasoning_effort']);
  if (hasSwitch(facts)) {
    const switched = withoutFields(request, ['reasoning_effort']);
    if (isRecord(request['thinking'])) return switched;
    return { ...switched, thinking: { type: effort === 'none' ? 'disabled' : 'enabled' } };
  }
  const known = nearestEffort(effort, facts?.reasoningEffortValues ?? EFFORTS);
  return known === effort ? request : { ...request, reasoning_effort: known };
}

/**
 * A thinking model refuses assistant turns that called tools and come back without their reasoning. Whether an empty
 * one satisfies it, Moonshot does not say; without any, the refusal is certain.
 */
export function withReasoningOfToolTurns(
  request: ChatCompletionRequest,
  facts: ModelFacts | undefined,
): ChatCompletionRequest {
  return isThinking(request, facts) ? withEmptyReasoning(request, hasToolCalls) : request;
}

function isThinking({ thinking }: ChatCompletionRequest, facts: ModelFacts | undefined): boolean {
  if (facts?.supports['reasoning'] === false) return false;
  return !hasSwitch(facts) || !isRecord(thinking) || thinking['type'] !== 'disabled';
}

/** The models of the K2 series; later ones always think. */
function hasSwitch(facts: ModelFacts | undefined): boolean {
  const told = facts?.requestFlags['thinking_switch'];
  return typeof told === 'string' && told.startsWith('thinking.type');
}
