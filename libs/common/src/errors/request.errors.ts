import { GatewayError, type ErrorType } from './gateway.error';

/** The request cannot be served as it is written. */
export class InvalidRequestError extends GatewayError {
  readonly httpStatus = 400;

  constructor(
    message: string,
    override readonly param: string | null = null,
    readonly code: string = 'invalid_request',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export class BodyTooLargeError extends GatewayError {
  readonly code = 'request_too_large';
  readonly httpStatus = 413;

  constructor(
    readonly maxBytes: number,
    hint = ', or raise LLM_PROXY__LIMITS__MAX_BODY_BYTES',
  ) {
    super(`The request body is larger than ${maxBytes} bytes; send less${hint}.`);
  }
}

export class UnsupportedMediaTypeError extends GatewayError {
  readonly code = 'unsupported_media_type';
  readonly httpStatus = 415;

  constructor(what: string) {
    super(`${what} is not accepted here; send JSON with "Content-Type: application/json" and no content encoding.`);
  }
}

/** Nothing is served under this address. */
export class UnknownPathError extends GatewayError {
  readonly code = 'unknown_url';
  readonly httpStatus = 404;

  constructor(method: string, path: string) {
    super(`Nothing is served at ${method} ${path}; the API is POST /v1/chat/completions and GET /v1/models.`);
  }
}

/** The caller went away before the answer was complete. Never sent to anyone; it names the ending in the ledger. */
export class ClientGoneError extends GatewayError {
  readonly code = 'client_gone';
  readonly httpStatus = 499;

  constructor() {
    super('The client closed the connection before the answer was complete.');
  }
}

/** An administrator ended the request before its answer was complete. */
export class CancelledByOperatorError extends GatewayError {
  readonly code = 'cancelled_by_operator';
  /** As for a client that goes away: nothing is wrong with the request, and it got no answer. */
  readonly httpStatus = 499;
  override readonly shouldRetry = false;

  constructor() {
    super('An administrator of this gateway cancelled the request; ask them before sending it again.');
  }

  override get type(): ErrorType {
    return 'server_error';
  }
}

/** Something we need is away for the moment. An outage must never look like a wrong key. */
export class TemporarilyUnavailableError extends GatewayError {
  readonly code: string;
  readonly httpStatus = 503;
  override readonly retryable = true;
  override readonly retryAfterSeconds = 1;

  constructor(what: string, code: string, options?: ErrorOptions) {
    super(`${what} is unavailable at the moment; retry shortly.`, options);
    this.code = code;
  }
}
