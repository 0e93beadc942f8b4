import type { Request, RequestHandler } from 'express';
import { systemClock, uuidV7, type Arrival, type TrustedProxies } from '@app/common';
import type { GatewayRequest } from './gateway-request';

/** OpenAI accepts a caller's id of at most 512 ASCII characters. */
const GIVEN_ID = /^[\x21-\x7e]{1,512}$/;

/** Gives every request its id, its beginning and where it comes from, and says the id on every answer. */
export function requestContext(proxies: TrustedProxies): RequestHandler {
  return (request, response, next) => {
    const startedAt = systemClock.now();
    const requestId = uuidV7(startedAt);
    (request as GatewayRequest).gateway = {
      requestId,
      clientRequestId: givenId(request, 'x-client-request-id'),
      sessionId: givenId(request, 'x-session-id'),
      startedAt,
      startedMonotonicMs: systemClock.monotonicMs(),
      ...proxies.originOf(arrivalOf(request)),
    };
    response.setHeader('x-request-id', requestId);
    next();
  };
}

function arrivalOf({ socket, headers }: Request): Arrival {
  return { socketAddress: socket.remoteAddress, isEncrypted: 'encrypted' in socket, headers };
}

function givenId({ headers }: Request, name: string): string | null {
  const given = headers[name];
  return typeof given === 'string' && GIVEN_ID.test(given) ? given : null;
}
