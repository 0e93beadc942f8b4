import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { encodeOpenAiRequest } from '../dialects/openai/openai.request';
import type { ProviderDescription } from '../spi/provider';
import { callOf } from './chat-call';

export interface Sent {
  /** What goes to the provider, as JSON. */
  readonly body: Record<string, unknown>;
  /** Fields that were changed, in alphabetical order. */
  readonly adjusted: readonly string[];
  /** True when not a byte was changed. */
  readonly isUntouched: boolean;
}

/** What a provider of OpenAI's dialect gets for a request to one of its models; a name it does not list has no facts. */
export function sentBy(provider: ProviderDescription, model: string, request: Partial<ChatCompletionRequest>): Sent {
  const call = { ...callOf({ ...request, model }, model), facts: factsIn(provider, model) };
  const { body, adjusted } = encodeOpenAiRequest(call, provider);
  return {
    body: JSON.parse(body.toString()) as Record<string, unknown>,
    adjusted: [...adjusted].sort(),
    isUntouched: body === call.document.bytes,
  };
}

function factsIn({ models }: ProviderDescription, model: string): ModelFacts | undefined {
  return models.find(({ id, snapshots }) => id === model || snapshots.includes(model));
}
