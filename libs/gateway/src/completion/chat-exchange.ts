import type { ChatCompletionRequest } from '@app/contracts';
import type { Asked, BodyExchange } from '../exchange/exchange';
import { outputLimit, wantedAnswers } from '../exchange/output-limit';
import { estimatePromptTokens } from '../exchange/token-estimate';

/** One request for a chat completion, from its acceptance to its end. */
export type ChatExchange = BodyExchange<ChatCompletionRequest>;

export function askedByChat({ request }: Pick<ChatExchange, 'request'>): Asked {
  return {
    model: request.model,
    isStream: request.stream === true,
    estimatePromptTokens: () => estimatePromptTokens(request),
    ...outputLimit(request.max_completion_tokens ?? request.max_tokens),
    ...wantedAnswers(request.n),
  };
}
