import type { ChatCompletion, ChatMessage, ResponseItem, ResponseObject } from '@app/contracts';
import { isRecord } from '@app/common';
import { answerObject } from '../../spi/answer-object';
import type { ChatAnswer, ChatCall } from '../../spi/chat';
import { malformedAnswer } from '../../spi/upstream-failures';
import type { ProviderDescription } from '../../spi/provider';
import { callFormFor } from '../call-form';
import { failureInResponseObject } from './response-failure';
import { finishReasonOf, keptOf, logprobsOf, messageOf } from './responses.output';
import { asServiceTier } from '../../spi/chat-usage';
import { chatUsageOfResponse } from './responses.usage';

const ENDED: ReadonlySet<string> = new Set(['completed', 'incomplete']);

/** A Responses answer as a chat completion. */
export function decodeFromResponses(bytes: Buffer, call: ChatCall, provider: ProviderDescription): ChatAnswer {
  const response: ResponseObject = answerObject(bytes, provider.id);
  const failure = failureInResponseObject(response, provider);
  if (failure) throw failure;
  if (!ENDED.has(response.status ?? 'completed'))
    throw malformedAnswer(provider.id, 'sent an answer that is not finished');
  const output = itemsIn(response.output);
  const form = callFormFor(call.request);
  const { tool_calls: calls = [], ...spoken } = messageOf(output);
  const message: ChatMessage = { ...spoken, ...form.fields(calls) };
  const usage = chatUsageOfResponse(response.usage);
  const serviceTier = asServiceTier(response['service_tier']);
  const model = typeof response.model === 'string' ? response.model : call.model;
  const finishReason = form.finishReason(finishReasonOf(response, calls.length > 0));
  const completion: ChatCompletion = {
    id: call.completionId,
    object: 'chat.completion',
    created: createdAt(response) ?? call.createdAtSeconds,
    model,
    choices: [{ index: 0, message, logprobs: logprobsOf(output), finish_reason: finishReason }],
    ...(usage ? { usage } : {}),
    ...(serviceTier === undefined ? {} : { service_tier: serviceTier }),
  };
  return {
    body: JSON.stringify(completion),
    model,
    usage,
    serviceTier,
    kept: keptOf(output),
    text: () => JSON.stringify(message),
  };
}

export function itemsIn(output: unknown): ResponseItem[] {
  return Array.isArray(output) ? output.filter(isRecord) : [];
}

export function createdAt(response: ResponseObject): number | undefined {
  const seconds = response['created_at'];
  return typeof seconds === 'number' ? Math.floor(seconds) : undefined;
}
