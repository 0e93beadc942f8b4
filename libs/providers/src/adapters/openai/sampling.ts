import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { withoutFields } from '../../dialects/openai/patches/without-fields';

const SAMPLING = [
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'logit_bias',
  'logprobs',
  'top_logprobs',
];

/**
 * A model that reasons refuses to be told how to sample: some always, some (5.1 and later) only while they reason. To be
 * applied after the effort is known.
 */
export function withoutRefusedSampling(
  request: ChatCompletionRequest,
  facts: ModelFacts | undefined,
): ChatCompletionRequest {
  const rule = facts?.requestFlags['sampling_params'];
  const isRefused = rule === 'reject_always' || (rule === 'reject_when_reasoning' && isReasoning(request, facts));
  // null is as good as absent, and passes.
  return isRefused
    ? withoutFields(
        request,
        SAMPLING.filter((field) => request[field] !== null),
      )
    : request;
}

/** Where even the default is not known, the later models do reason. */
function isReasoning({ reasoning_effort: effort }: ChatCompletionRequest, facts: ModelFacts | undefined): boolean {
  return (effort ?? facts?.reasoningEffortDefault) !== 'none';
}
