import { GatewayError } from '@app/common';

export interface UpstreamFailure {
  readonly providerId: string;
  readonly message: string;
  readonly code: string;
  /** The provider's own, where it is a word of OpenAI's form. */
  readonly type?: string;
  /** The status for our client; the provider's own stands in `upstreamStatus`. */
  readonly httpStatus: number;
  readonly upstreamStatus?: number;
  readonly param?: string | null;
  readonly retryAfterSeconds?: number;
  /** Another target, or another time, may succeed. */
  readonly retryable: boolean;
  /** Says something about the provider's health; a refused parameter does not. */
  readonly isProviderFault: boolean;
  /** false: the same provider will say the same again, however often it is asked; another one may not. */
  readonly shouldRetry?: boolean;
  /** Our own key was refused: every request of this provider fails until the operator acts. */
  readonly isKeyRefused?: boolean;
  readonly cause?: unknown;
}

/** A provider refused, failed, or went silent. Made in `failures/`, `transport/` and the dialects only. */
export class UpstreamError extends GatewayError {
  readonly code: string;
  readonly httpStatus: number;
  override readonly retryable: boolean;
  override readonly param: string | null;
  override readonly retryAfterSeconds: number | undefined;
  readonly providerId: string;
  readonly upstreamStatus: number | undefined;
  readonly isProviderFault: boolean;
  override readonly shouldRetry: boolean | undefined;
  readonly isKeyRefused: boolean;
  private readonly givenType: string | undefined;

  constructor(failure: UpstreamFailure) {
    super(failure.message, failure.cause === undefined ? undefined : { cause: failure.cause });
    this.providerId = failure.providerId;
    this.code = failure.code;
    this.givenType = failure.type;
    this.httpStatus = failure.httpStatus;
    this.upstreamStatus = failure.upstreamStatus;
    this.param = failure.param ?? null;
    this.retryable = failure.retryable;
    this.isProviderFault = failure.isProviderFault;
    this.retryAfterSeconds = failure.retryAfterSeconds;
    this.shouldRetry = failure.shouldRetry;
    this.isKeyRefused = failure.isKeyRefused ?? false;
  }

  /** OpenAI has a type of its own for a quota that is used up. */
  override get type(): string {
    return this.code === 'insufficient_quota' ? 'insufficient_quota' : (this.givenType ?? super.type);
  }
}
