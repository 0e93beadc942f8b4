import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { LoggedInRequest } from '@app/auth';
import type { GatewayRequest, GatewayResponse } from '../../http/gateway-request';
import { RequestBodyReader } from '../../http/request-body.reader';

const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const MAX_BYTES = 10 * 1024 * 1024;
/** Enough to log in with; whoever has not done so shall not make us hold more. */
const MAX_BYTES_OF_STRANGERS = 16 * 1024;

/** Reads the JSON body of an admin request, once its sender is known. */
@Injectable()
export class AdminBodyInterceptor implements NestInterceptor {
  constructor(private readonly bodies: RequestBodyReader) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<GatewayRequest & Partial<LoggedInRequest>>();
    const response = context.switchToHttp().getResponse<GatewayResponse>();
    const maxBytes = request.identity ? MAX_BYTES : MAX_BYTES_OF_STRANGERS;
    if (hasBody(request)) request.body = (await this.bodies.read(request, response, maxBytes)).value;
    return next.handle();
  }
}

function hasBody({ method, headers }: GatewayRequest): boolean {
  if (BODILESS.has(method)) return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
