import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { isRecord } from '@app/common';
import type { GatewayResponse } from '../../http/gateway-request';

/** An answer that is one object with a version gets that as its ETag; changes name it in `If-Match`. Nothing of /api is kept by caches. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<GatewayResponse>();
    response.setHeader('cache-control', 'no-store');
    return next.handle().pipe(
      map((answer: unknown) => {
        if (isRecord(answer) && typeof answer['version'] === 'number' && !response.headersSent)
          response.setHeader('etag', `"${answer['version']}"`);
        return answer;
      }),
    );
  }
}
