import { failureInBody } from '../../failures/upstream-failure';
import type { UpstreamError } from '../../spi/upstream.error';
import type { GeminiResponse } from './gemini.wire';

/** An error object inside an answer that began as a success. */
export function failureInResponse(providerId: string, { error }: GeminiResponse): UpstreamError {
  return failureInBody({ id: providerId, quirks: {} }, { error });
}
