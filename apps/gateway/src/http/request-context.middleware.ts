import type { NextFunction, Request, Response } from 'express';
import { systemClock, uuidV7 } from '@app/common';
import type { GatewayRequest } from './gateway-request';

/** OpenAI accepts a caller's id of at most 512 ASCII characters. */
const CLIENT_REQUEST_ID = /^[\x21-\x7e]{1,512}$/;

/** Gives every request its id and its beginning, and says the id on every answer. */
export function requestContext(request: Request, response: Response, next: NextFunction): void {
  const startedAt = systemClock.now();
  const requestId = uuidV7(startedAt);
  const given = request.headers['x-client-request-id'];
  (request as GatewayRequest).gateway = {
    requestId,
    clientRequestId: typeof given === 'string' && CLIENT_REQUEST_ID.test(given) ? given : null,
    startedAt,
    startedMonotonicMs: systemClock.monotonicMs(),
  };
  response.setHeader('x-request-id', requestId);
  next();
}
