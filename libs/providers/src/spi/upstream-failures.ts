import { UpstreamError } from './upstream.error';

const MALFORMED_TOOL_CALL = 'provider_malformed_tool_call';

/** The answer is not what the dialect promises. */
export function malformedAnswer(providerId: string, what: string, cause?: unknown): UpstreamError {
  return new UpstreamError({
    providerId,
    message: `Provider "${providerId}" ${what}.`,
    code: 'provider_bad_response',
    httpStatus: 502,
    retryable: true,
    isProviderFault: true,
    cause,
  });
}

/** The model tried to call a function and got it wrong: the next try may well be right, and the provider is sound. */
export function malformedToolCall(providerId: string, reason: string): UpstreamError {
  return new UpstreamError({
    providerId,
    message: `Provider "${providerId}" gave a function call that cannot be used (${reason}); try again.`,
    code: MALFORMED_TOOL_CALL,
    httpStatus: 502,
    retryable: true,
    isProviderFault: false,
  });
}

/** The stream stopped before the model did. */
export function brokenStream(providerId: string, cause?: unknown): UpstreamError {
  return new UpstreamError({
    providerId,
    message: `Provider "${providerId}" broke off its answer in the middle; what came so far is incomplete.`,
    code: 'provider_stream_broken',
    httpStatus: 502,
    retryable: true,
    isProviderFault: true,
    cause,
  });
}

/** The provider had to stop for want of machines; what came so far is incomplete. */
export function outOfCapacity(providerId: string): UpstreamError {
  return new UpstreamError({
    providerId,
    message: `Provider "${providerId}" broke off its answer: it is overloaded. Retry shortly.`,
    code: 'provider_overloaded',
    httpStatus: 503,
    retryable: true,
    isProviderFault: true,
  });
}

export function unreachable(providerId: string, cause: unknown): UpstreamError {
  return new UpstreamError({
    providerId,
    message: `Provider "${providerId}" cannot be reached.`,
    code: 'provider_unreachable',
    httpStatus: 502,
    retryable: true,
    isProviderFault: true,
    cause,
  });
}

export function timedOut(
  providerId: string,
  waitedFor: 'a connection' | 'the first byte' | 'more of its answer',
  cause: unknown,
): UpstreamError {
  return new UpstreamError({
    providerId,
    message: `Provider "${providerId}" did not give ${waitedFor} in time.`,
    code: 'provider_timeout',
    httpStatus: 504,
    retryable: true,
    isProviderFault: true,
    cause,
  });
}

/** One more try is worth it. */
export function isMalformedToolCall(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === MALFORMED_TOOL_CALL;
}
