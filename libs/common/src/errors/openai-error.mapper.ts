import type { OpenAiErrorBody } from '@app/contracts';
import { GatewayError } from './gateway.error';

export interface MappedError {
  readonly httpStatus: number;
  readonly body: OpenAiErrorBody;
  readonly headers: Readonly<Record<string, string>>;
}

const INTERNAL: MappedError = {
  httpStatus: 500,
  body: {
    error: {
      message:
        'The gateway failed to handle this request; the log has the cause under the x-request-id of this answer.',
      type: 'server_error',
      param: null,
      code: 'internal_error',
    },
  },
  headers: {},
};

/**
 * The only place where a failure becomes OpenAI's envelope, before the headers and in mid-stream alike. Whatever is
 * not a GatewayError is a bug of ours, and says nothing about itself to the outside.
 */
export function toOpenAiError(error: unknown): MappedError {
  if (!(error instanceof GatewayError)) return INTERNAL;
  const { httpStatus, message, type, param, code, retryAfterSeconds, shouldRetry } = error;
  const headers: Record<string, string> = { ...error.headers };
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(Math.max(0, Math.ceil(retryAfterSeconds)));
  if (shouldRetry !== undefined) headers['x-should-retry'] = String(shouldRetry);
  return { httpStatus, body: { error: { message, type, param, code } }, headers };
}
