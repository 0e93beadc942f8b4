import { GatewayError } from '@app/common';

/** Two jobs of a kind would undo each other's work. */
export class JobUnderWayError extends GatewayError {
  readonly code = 'job_under_way';
  readonly httpStatus = 409;

  constructor(kind: string) {
    super(`A job "${kind}" is under way; wait for it, or cancel it.`);
  }
}
