import { GatewayError } from '@app/common';

/** There is nothing to cancel. */
export class RequestNotInFlightError extends GatewayError {
  readonly code = 'request_not_in_flight';
  readonly httpStatus = 404;

  constructor() {
    super('No request of this id is under way: it has ended, or another gateway process has it.');
  }
}
