import {
  Catch,
  HttpException,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
  type LoggerService,
} from '@nestjs/common';
import { ClientGoneError, GatewayError, InvalidRequestError, UnknownPathError, toOpenAiError } from '@app/common';
import type { GatewayRequest, GatewayResponse } from './gateway-request';

/** Whatever fails before the first byte of an answer leaves as OpenAI's error envelope. */
@Catch()
export class OpenAiErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: LoggerService) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<GatewayRequest>();
    const response = host.switchToHttp().getResponse<GatewayResponse>();
    const error = asGatewayError(thrown, request);
    if (!(error instanceof GatewayError)) {
      this.logger.error(
        { msg: 'Unexpected failure', requestId: request.gateway.requestId, err: error },
        undefined,
        'Http',
      );
    }
    if (error instanceof ClientGoneError || response.headersSent) {
      response.destroy();
      return;
    }
    const { httpStatus, body, headers } = toOpenAiError(error);
    response.status(httpStatus).set(headers).json(body);
  }
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
