import type { ChatCompletionRequest } from '@app/contracts';

/** For vendors that know only `max_tokens`. Where a caller sends both, the newer `max_completion_tokens` wins. */
export function withMaxTokens(request: ChatCompletionRequest): ChatCompletionRequest {
  const { max_completion_tokens: limit, ...others } = request;
  if (limit === undefined) return request;
  return limit === null ? others : { ...others, max_tokens: limit };
}
