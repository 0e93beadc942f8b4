import { GatewayError } from '@app/common';

export class ProviderNotFoundError extends GatewayError {
  readonly code = 'provider_not_found';
  readonly httpStatus = 404;

  constructor(providerId: string) {
    super(`There is no provider "${providerId.slice(0, 100)}".`);
  }
}

/** It has no key, is switched off, or its stored key cannot be opened. */
export class ProviderNotConfiguredError extends GatewayError {
  readonly code = 'provider_not_configured';
  readonly httpStatus = 409;

  constructor(providerId: string, enabledBy: string) {
    super(`Provider "${providerId}" is not configured; store its key here or set ${enabledBy}.`);
  }
}
