import { GatewayError } from '@app/common';

export interface UpstreamFailure {
  readonly providerId: string;
  readonly message: string;
  readonly code: string;
  /** The status for our client; the provider's own stands in `upstreamStatus`. */
  readonly httpStatus: number;
  readonly upstreamStatus?: number;
  readonly param?: string | null;
  readonly retryAfterSeconds?: number;
  /** Another target, or another time, may succeed. */
  readonly retryable: boolean;
  /** Says something about the provider's health; a refused parameter does not. */
  readonly isProviderFault: boolean;
  readonly cause?: unknown;
}

/** A provider refused, failed, or went silent. Made in `transport/` and the dialects only. */
export class UpstreamError extends GatewayError {
  readonly code: string;
  readonly httpStatus: number;
  override readonly retryable: boolean;
  override readonly param: string | null;
  override readonly retryAfterSeconds: number | undefined;
  readonly providerId: string;
  readonly upstreamStatus: number | undefined;
  readonly isProviderFault: boolean;

  constructor(failure: UpstreamFailure) {
    super(failure.message, failure.cause === undefined ? undefined : { cause: failure.cause });
    this.providerId = failure.providerId;
    this.code = failure.code;
    this.httpStatus = failure.httpStatus;
    this.upstreamStatus = failure.upstreamStatus;
    this.param = failure.param ?? null;
    this.retryable = failure.retryable;
    this.isProviderFault = failure.isProviderFault;
    this.retryAfterSeconds = failure.retryAfterSeconds;
  }
}
