import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { withoutFields } from '../../dialects/openai/patches/without-fields';

/** xAI refuses penalties and stop sequences, even where they say nothing. */
const REFUSED = ['presence_penalty', 'frequency_penalty', 'stop'];

export function withoutRefusedFields(
  request: ChatCompletionRequest,
  facts: ModelFacts | undefined,
): ChatCompletionRequest {
  const refused: unknown = facts?.requestFlags['reject'];
  return withoutFields(request, Array.isArray(refused) ? refused.map(String) : REFUSED);
}
