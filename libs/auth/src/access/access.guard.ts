import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiKeyGuard } from '../api-key/api-key.guard';
import { ACCESS_RULE, type AccessRule } from './access.decorator';
import { RouteClosedError } from './auth.errors';
import { refuseCrossSite, type ArrivedRequest } from './same-origin';
import { SessionGuard } from './session.guard';

/** The one guard of the whole application: it denies whatever no decorator opens. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly apiKeys: ApiKeyGuard,
    private readonly sessions: SessionGuard,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule === undefined) throw new RouteClosedError();
    // A key is in no browser's keeping, so nobody can make one send it.
    if (rule === 'client') return this.apiKeys.identify(context);
    const request = context.switchToHttp().getRequest<ArrivedRequest>();
    refuseCrossSite(request);
    return rule === 'public' || this.sessions.identify(request, rule);
  }
}
