import type { ChatCompletion } from '@app/contracts';
import { isRecord } from '@app/common';
import type { ChatAnswer, ChatCall } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';
import { malformedAnswer } from '../../spi/upstream-failures';
import { candidatesOf } from './candidate';
import { finishReasonOf } from './finish-reason';
import { failureInResponse } from './gemini.failure';
import { chatUsageOf } from './gemini.usage';
import type { GeminiResponse } from './gemini.wire';

export function decodeGeminiAnswer(bytes: Buffer, call: ChatCall, provider: ProviderDescription): ChatAnswer {
  const response = parsed(bytes, provider.id);
  if (response.error) throw failureInResponse(provider.id, response);
  const candidates = candidatesOf(response);
  if (candidates.length === 0) throw malformedAnswer(provider.id, 'sent an answer without candidates');
  const model = response.modelVersion ?? call.model;
  const usage = chatUsageOf(response.usageMetadata);
  const completion: ChatCompletion = {
    id: response.responseId ? `chatcmpl-${response.responseId}` : call.completionId,
    object: 'chat.completion',
    created: call.createdAtSeconds,
    model,
    choices: candidates.map(({ index, content, reasoning, finishReason }) => ({
      index,
      message: {
        role: 'assistant',
        content: content === '' && finishReasonOf(finishReason) !== 'stop' ? null : content,
        ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
        refusal: null,
      },
      logprobs: null,
      finish_reason: finishReasonOf(finishReason) ?? 'stop',
    })),
    ...(usage ? { usage } : {}),
  };
  return {
    body: JSON.stringify(completion),
    model,
    usage,
    text: () => candidates.map(({ content, reasoning }) => content + reasoning).join(''),
  };
}

function parsed(bytes: Buffer, providerId: string): GeminiResponse {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (isRecord(first)) return first;
  } catch (cause) {
    throw malformedAnswer(providerId, 'sent an answer that is not JSON', cause);
  }
  throw malformedAnswer(providerId, 'sent an answer that is no JSON object');
}
