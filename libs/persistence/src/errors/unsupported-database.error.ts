import { GatewayError } from '@app/common';

/** The configured location is not one this build can open. The location itself stays out of the text: it may hold a password. */
export class UnsupportedDatabaseError extends GatewayError {
  readonly code = 'unsupported_database';
  readonly httpStatus = 500;
}
