/** OpenAI's `error.type` values that we use. */
export type ErrorType =
  'invalid_request_error' | 'permission_error' | 'rate_limit_error' | 'insufficient_quota' | 'server_error';

/**
 * A failure with a name. `httpStatus` and `code` go to the client as they stand, `message` tells it what to do next
 * and names no secret; `retryable` is what failover asks.
 */
export abstract class GatewayError extends Error {
  abstract readonly code: string;
  abstract readonly httpStatus: number;
  readonly retryable: boolean = false;
  /** The request field at fault, where there is one. */
  readonly param: string | null = null;
  /** Seconds after which the same request may succeed. */
  readonly retryAfterSeconds: number | undefined = undefined;
  /** false tells client libraries that their own retries are pointless; undefined leaves it to them. */
  readonly shouldRetry: boolean | undefined = undefined;

  /** Further headers of the answer. */
  readonly headers: Readonly<Record<string, string>> = {};

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }

  /** One of `ErrorType`, or a provider's own word. */
  get type(): string {
    return typeForStatus(this.httpStatus);
  }
}

/** OpenAI calls a wrong key an `invalid_request_error` too; the code tells it apart. */
function typeForStatus(httpStatus: number): ErrorType {
  if (httpStatus >= 500) return 'server_error';
  if (httpStatus === 403) return 'permission_error';
  if (httpStatus === 429) return 'rate_limit_error';
  return 'invalid_request_error';
}
