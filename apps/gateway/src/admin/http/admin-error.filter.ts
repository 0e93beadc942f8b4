import { Catch, type ArgumentsHost, type ExceptionFilter, type LoggerService } from '@nestjs/common';
import { ClientGoneError, toOpenAiError } from '@app/common';
import type { AdminErrorBody } from '@app/contracts/admin';
import { caughtError } from '../../http/caught-error';
import type { GatewayRequest, GatewayResponse } from '../../http/gateway-request';
import { OpenAiErrorFilter } from '../../http/openai-error.filter';

const ADMIN_PATH = /^\/api(?:\/|$)/i;

/** Failures of the admin API carry the id of the request, by which the log has more; all others leave as OpenAI's. */
@Catch()
export class AdminErrorFilter implements ExceptionFilter {
  private readonly others: OpenAiErrorFilter;

  constructor(private readonly logger: LoggerService) {
    this.others = new OpenAiErrorFilter(logger);
  }

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<GatewayRequest>();
    if (!ADMIN_PATH.test(request.path)) {
      this.others.catch(thrown, host);
      return;
    }
    const response = host.switchToHttp().getResponse<GatewayResponse>();
    const error = caughtError(thrown, request, this.logger);
    if (error instanceof ClientGoneError || response.headersSent) {
      response.destroy();
      return;
    }
    const { httpStatus, body, headers } = toOpenAiError(error);
    const { message, type, param, code } = body.error;
    const { requestId } = request.gateway;
    const answer: AdminErrorBody = { error: { message, type, param, code: code ?? 'error', requestId } };
    response
      .status(httpStatus)
      .set({ 'cache-control': 'no-store', ...headers })
      .json(answer);
  }
}
