import { HttpException, NotFoundException, type LoggerService } from '@nestjs/common';
import { GatewayError, InvalidRequestError, UnknownPathError } from '@app/common';
import type { GatewayRequest } from './gateway-request';

/** What was thrown, in our own words where Nest or Express threw it; what nobody expected is logged. */
export function caughtError(thrown: unknown, request: GatewayRequest, logger: LoggerService): unknown {
  const error = asGatewayError(thrown, request);
  if (!(error instanceof GatewayError)) {
    const { requestId } = request.gateway;
    logger.error({ msg: 'Unexpected failure', requestId, err: error }, undefined, 'Http');
  }
  return error;
}

/** Nest and Express have errors of their own for addresses nobody serves and for requests that cannot be parsed. */
function asGatewayError(thrown: unknown, { method, path }: GatewayRequest): unknown {
  if (thrown instanceof NotFoundException) return new UnknownPathError(method, path.slice(0, 200));
  if (thrown instanceof HttpException && thrown.getStatus() < 500)
    return new InvalidRequestError(thrown.message, null, 'invalid_request', { cause: thrown });
  if (thrown instanceof URIError)
    return new InvalidRequestError('The address holds a malformed percent-encoding.', null, 'invalid_url');
  return thrown;
}
