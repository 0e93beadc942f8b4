import { GatewayError } from './gateway.error';

/** An object of the admin API that is not there, or not any more. */
export class NotFoundError extends GatewayError {
  readonly httpStatus = 404;

  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}
