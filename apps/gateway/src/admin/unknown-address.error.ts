import { GatewayError } from '@app/common';

/** Nothing is served under this address of the admin API. */
export class UnknownAdminPathError extends GatewayError {
  readonly code = 'unknown_url';
  readonly httpStatus = 404;

  constructor(method: string, path: string) {
    super(`Nothing is served at ${method} ${path}; /docs lists the admin API.`);
  }
}
