import { GatewayError } from '@app/common';

export class CircuitOpenError extends GatewayError {
  readonly code = 'provider_unavailable';
  readonly httpStatus = 503;
  override readonly retryable = true;

  constructor(
    readonly providerId: string,
    override readonly retryAfterSeconds: number,
  ) {
    super(`Provider "${providerId}" is paused after repeated failures; retry in ${retryAfterSeconds}s.`);
  }
}
