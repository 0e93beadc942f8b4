import { GatewayError } from '@app/common';

/** What is answered now could not be booked. */
export class LedgerFullError extends GatewayError {
  readonly code = 'ledger_full';
  readonly httpStatus = 503;
  override readonly retryAfterSeconds = 5;

  constructor() {
    super('The gateway cannot record requests: its disk is full. An administrator has to free some space.');
  }
}
