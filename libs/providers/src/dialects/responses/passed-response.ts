import type { ResponseItem, ResponseObject } from '@app/contracts';
import { isRecord } from '@app/common';
import { answerObject } from '../../spi/answer-object';
import type { EncodedRequest } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';
import { asServiceTier } from '../../spi/chat-usage';
import type { PassedResponse, ResponseCall, StoredResponseCall } from '../../spi/responses';
import { failureInResponseObject, isFinal } from './response-failure';
import { chatUsageOfResponse } from './responses.usage';

/** The caller's bytes with the model named; nothing else is touched. */
export function encodeResponseCall({ operation, document, request, model }: ResponseCall): EncodedRequest {
  const sent = request.model === model ? request : { ...request, model };
  return {
    path: operation === '' ? 'responses' : `responses/${operation}`,
    body: document.serialize(sent),
    adjusted: [],
  };
}

/** Path and query of a request about a kept response. */
export function storedResponsePath({ responseId, operation, query }: StoredResponseCall): string {
  const path = ['responses', encodeURIComponent(responseId), ...(operation === '' ? [] : [operation])].join('/');
  // Bytes that no address may hold were let in by the server that read them.
  return query === '' ? path : `${path}?${query.replace(/[^\x21-\x7e]/g, encodeURIComponent)}`;
}

/** The provider's bytes as they came, and what they say. */
export function decodePassedResponse(body: Buffer, provider: ProviderDescription): PassedResponse {
  const response: ResponseObject = answerObject(body, provider.id);
  return {
    body,
    response,
    usage: chatUsageOfResponse(response.usage),
    serviceTier: asServiceTier(response['service_tier']),
    failure: failureInResponseObject(response, provider),
    isFinished: isFinal(response),
    sequenceNumber: -1,
    text: () => textOfOutput(response.output),
  };
}

/** Everything the model wrote: texts, refusals, and what it calls tools with. */
function textOfOutput(output: unknown): string {
  const items: unknown[] = Array.isArray(output) ? output : [];
  return items.filter(isRecord).map(textOfItem).join('');
}

function textOfItem(item: ResponseItem): string {
  const written = item['arguments'] ?? item['input'];
  if (typeof written === 'string') return written;
  const content: unknown[] = Array.isArray(item['content']) ? item['content'] : [];
  const texts = content.map((part) => (isRecord(part) ? (part['text'] ?? part['refusal']) : undefined));
  return texts.filter((text) => typeof text === 'string').join('');
}
