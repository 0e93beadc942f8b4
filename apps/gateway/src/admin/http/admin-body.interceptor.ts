import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { GatewayRequest, GatewayResponse } from '../../http/gateway-request';
import { RequestBodyReader } from '../../http/request-body.reader';

const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const MAX_BYTES = 10 * 1024 * 1024;

/** Reads the JSON body of an admin request, once its sender is known: strangers cannot make us hold bytes. */
@Injectable()
export class AdminBodyInterceptor implements NestInterceptor {
  constructor(private readonly bodies: RequestBodyReader) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<GatewayRequest>();
    const response = context.switchToHttp().getResponse<GatewayResponse>();
    if (hasBody(request)) request.body = (await this.bodies.read(request, response, MAX_BYTES)).value;
    return next.handle();
  }
}

function hasBody({ method, headers }: GatewayRequest): boolean {
  if (BODILESS.has(method)) return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
