import { GatewayError } from '@app/common';

/** The database cannot be opened or does not answer. Never a statement about the caller: not a 401, not a 404. */
export class DatabaseUnavailableError extends GatewayError {
  readonly code = 'database_unavailable';
  readonly httpStatus = 503;
}
