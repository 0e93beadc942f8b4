import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';

/**
 * OpenAI's reasoning models and all since gpt-5 refuse `max_tokens` and take `max_completion_tokens`; the catalogue says
 * which. Where a caller sends both, the newer one wins.
 */
export function withTokenLimit(request: ChatCompletionRequest, facts: ModelFacts | undefined): ChatCompletionRequest {
  if (facts?.requestFlags['token_limit_param'] !== 'max_completion_tokens' || request.max_tokens === undefined) {
    return request;
  }
  const { max_tokens: limit, ...others } = request;
  return others.max_completion_tokens === undefined && limit !== null
    ? { ...others, max_completion_tokens: limit }
    : others;
}
