import { redacted } from '@app/common';
import { UpstreamError } from '../../spi/upstream.error';
import type { GeminiResponse } from './gemini.wire';

/** An error object inside an answer that began as a success. */
export function failureInResponse(providerId: string, { error }: GeminiResponse): UpstreamError {
  return new UpstreamError({
    providerId,
    message: `Provider "${providerId}" failed: ${redacted(error?.message ?? error?.status ?? 'no reason given').slice(0, 2_000)}`,
    code: 'provider_error',
    httpStatus: 502,
    retryable: true,
    isProviderFault: true,
  });
}
