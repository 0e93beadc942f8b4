import { Catch, type ArgumentsHost, type ExceptionFilter, type LoggerService } from '@nestjs/common';
import { ClientGoneError, toOpenAiError } from '@app/common';
import { caughtError } from './caught-error';
import type { GatewayRequest, GatewayResponse } from './gateway-request';

/** Whatever fails before the first byte of an answer leaves as OpenAI's error envelope. */
@Catch()
export class OpenAiErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: LoggerService) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<GatewayRequest>();
    const response = host.switchToHttp().getResponse<GatewayResponse>();
    const error = caughtError(thrown, request, this.logger);
    if (error instanceof ClientGoneError || response.headersSent) {
      response.destroy();
      return;
    }
    const { httpStatus, body, headers } = toOpenAiError(error);
    response.status(httpStatus).set(headers).json(body);
  }
}
