import { GatewayError } from '@app/common';

/** A page of another site, or no browser at all, wants to listen. */
export class LiveOriginError extends GatewayError {
  readonly code = 'origin_not_allowed';
  readonly httpStatus = 403;

  constructor() {
    super('The live feed is open only to pages of this gateway: the Origin header must name its own address.');
  }
}

export class LiveTicketError extends GatewayError {
  readonly code = 'live_ticket_invalid';
  readonly httpStatus = 401;

  constructor() {
    super(
      'The ticket for the live feed is missing, was used before or has expired; get one from POST /api/live/ticket.',
    );
  }
}

export class LiveFeedFullError extends GatewayError {
  readonly code = 'live_feed_full';
  readonly httpStatus = 503;
  override readonly retryAfterSeconds = 10;

  constructor() {
    super('Too many live connections are open, in all or of this user; close one and try again.');
  }
}
