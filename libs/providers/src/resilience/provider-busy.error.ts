import { GatewayError } from '@app/common';

/** As many requests are under way to one model as it is allowed; another target may have room. */
export class ProviderBusyError extends GatewayError {
  readonly code = 'provider_busy';
  readonly httpStatus = 503;
  override readonly retryable = true;
  override readonly retryAfterSeconds = 1;

  constructor(
    readonly providerId: string,
    limit: number,
  ) {
    super(`Provider "${providerId}" has ${limit} requests of this model under way, as many as it may; retry in 1s.`);
  }
}
