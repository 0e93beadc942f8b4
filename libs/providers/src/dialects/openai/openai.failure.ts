import { isRecord, redacted } from '@app/common';
import { UpstreamError } from '../../spi/upstream.error';

/** An error inside an answer that began as a success: `{error:{message,code}}`, or xAI's `{code,error:"text"}`. */
export function failureInAnswer(providerId: string, answer: Record<string, unknown>): UpstreamError {
  const { error } = answer;
  const said = isRecord(error) ? error['message'] : error;
  return new UpstreamError({
    providerId,
    message: `Provider "${providerId}" failed: ${redacted(typeof said === 'string' ? said : 'no reason given').slice(0, 2_000)}`,
    code: 'provider_error',
    httpStatus: 502,
    retryable: true,
    isProviderFault: true,
  });
}
