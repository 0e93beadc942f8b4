import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiKeyGuard } from '../api-key/api-key.guard';
import { ACCESS_RULE, type AccessRule } from './access.decorator';
import { RouteClosedError } from './auth.errors';
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
    switch (rule) {
      case 'public':
        return true;
      case 'client':
        return this.apiKeys.identify(context);
      case 'session':
      case 'viewer':
      case 'admin':
        return this.sessions.identify(context.switchToHttp().getRequest(), rule);
      case undefined:
        throw new RouteClosedError();
    }
  }
}
