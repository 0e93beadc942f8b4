import { CancelledByOperatorError, toOpenAiError } from '@app/common';
import type { ResponseSummary } from '@app/providers';

/** The event that ends a stream of the Responses API whose provider fell silent, or which was cancelled: its clients wait for one. */
export function failedEvent({ response, sequenceNumber }: ResponseSummary, error: unknown): string {
  const { message, code } = toOpenAiError(error).body.error;
  const event = {
    type: 'response.failed',
    sequence_number: sequenceNumber + 1,
    response: {
      object: 'response',
      ...response,
      status: 'failed',
      error: { code: error instanceof CancelledByOperatorError ? code : 'server_error', message },
    },
  };
  return `event: response.failed\ndata: ${JSON.stringify(event)}\n\n`;
}
