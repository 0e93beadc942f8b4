import { MalformedStreamError } from '@app/common';
import { malformedAnswer } from './upstream-failures';

/** Whatever was thrown while a stream was read, as the failure of its provider that it is. */
export function failureOf(providerId: string, thrown: unknown): Error {
  if (thrown instanceof MalformedStreamError)
    return malformedAnswer(providerId, 'sent a stream that cannot be read', thrown);
  return thrown instanceof Error ? thrown : new Error('The stream could not be read.', { cause: thrown });
}
