import type { ChatCompletionRequest } from '@app/contracts';

/** xAI refuses penalties and stop sequences, even where they say nothing. */
const REFUSED = ['presence_penalty', 'frequency_penalty', 'stop'] as const;

export function withoutRefusedFields(request: ChatCompletionRequest): ChatCompletionRequest {
  if (!REFUSED.some((field) => field in request)) return request;
  const { presence_penalty: _presence, frequency_penalty: _frequency, stop: _stop, ...accepted } = request;
  return accepted;
}
