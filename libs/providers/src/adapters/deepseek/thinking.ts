import type { ChatCompletionRequest } from '@app/contracts';
import { isRecord } from '@app/common';
import { hasToolCalls, withEmptyReasoning } from '../../dialects/openai/patches/returned-reasoning';
import { withoutFields } from '../../dialects/openai/patches/without-fields';

/** DeepSeek's own table; it knows three efforts. */
const EFFORTS: ReadonlyMap<string, string> = new Map([
  ['minimal', 'low'],
  ['low', 'low'],
  ['medium', 'high'],
  ['high', 'high'],
  ['xhigh', 'high'],
  ['max', 'max'],
  ['ultra', 'max'],
]);

/** DeepSeek thinks unless it is told not to. */
function isThinking({ thinking }: ChatCompletionRequest): boolean {
  return !isRecord(thinking) || thinking['type'] !== 'disabled';
}

/** `reasoning_effort` in DeepSeek's words. Its off switch is `thinking`, which a caller's own word for it overrides. */
export function withKnownThinking(request: ChatCompletionRequest): ChatCompletionRequest {
  const effort: unknown = request.reasoning_effort;
  if (typeof effort !== 'string') return request;
  // An effort without thinking is a contradiction; the switch decides.
  if (!isThinking(request)) return withoutFields(request, ['reasoning_effort']);
  if (effort === 'none') {
    const quiet = withoutFields(request, ['reasoning_effort']);
    return isRecord(request['thinking']) ? quiet : { ...quiet, thinking: { type: 'disabled' } };
  }
  const known = EFFORTS.get(effort) ?? effort;
  return known === effort ? request : { ...request, reasoning_effort: known };
}

/**
 * A forced tool call is refused while thinking. Who forces one wants the call, so thinking is switched off for this
 * request; but whoever asked for thinking by name keeps it, and the model is left to choose.
 */
export function withPossibleToolChoice(request: ChatCompletionRequest): ChatCompletionRequest {
  const { tool_choice: choice, thinking } = request;
  const isForced = choice === 'required' || isRecord(choice);
  if (!isForced || !isThinking(request)) return request;
  const isThinkingWanted = typeof request.reasoning_effort === 'string' || isRecord(thinking);
  return isThinkingWanted ? { ...request, tool_choice: 'auto' } : { ...request, thinking: { type: 'disabled' } };
}

/** With tools in play every assistant turn has to bring its `reasoning_content` back: an empty one counts, none is a 400. */
export function withReasoningOfEveryTurn(request: ChatCompletionRequest): ChatCompletionRequest {
  const isToolInPlay = (request.tools?.length ?? 0) > 0 || request.messages.some(hasToolCalls);
  return isToolInPlay && isThinking(request) ? withEmptyReasoning(request, () => true) : request;
}

/** `seed` is unknown to DeepSeek, and log probabilities are given only when it does not think. */
export function withoutUnknownFields(request: ChatCompletionRequest): ChatCompletionRequest {
  return withoutFields(request, ['seed', ...(isThinking(request) ? ['logprobs', 'top_logprobs'] : [])]);
}
