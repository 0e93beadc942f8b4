import { isRecord } from '@app/common';
import { malformedAnswer } from './upstream-failures';

/** A complete answer as the JSON object it has to be. @throws UpstreamError */
export function answerObject(bytes: Buffer, providerId: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw malformedAnswer(providerId, 'sent an answer that is not JSON', cause);
  }
  if (!isRecord(value)) throw malformedAnswer(providerId, 'sent an answer that is no JSON object');
  return value;
}
