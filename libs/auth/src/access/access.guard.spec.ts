import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ApiKeyGuard } from '../api-key/api-key.guard';
import { Access } from './access.decorator';
import { AccessGuard } from './access.guard';
import { CrossSiteRequestError, InvalidApiKeyError, RouteClosedError } from './auth.errors';
import type { SessionGuard } from './session.guard';

class Unmarked {
  nothing(): string {
    return 'nothing';
  }

  @Access('public')
  open(): string {
    return 'open';
  }

  @Access('client')
  keyed(): string {
    return 'keyed';
  }
}

@Access('client')
class Keyed {
  nothing(): string {
    return 'nothing';
  }

  @Access('public')
  open(): string {
    return 'open';
  }
}

@Access('public')
class Open {
  nothing(): string {
    return 'nothing';
  }

  @Access('client')
  keyed(): string {
    return 'keyed';
  }
}

class Heir extends Open {}

class Dashboard {
  @Access('session')
  session(): void {
    // Nobody calls it.
  }

  @Access('viewer')
  viewer(): void {
    // Nobody calls it.
  }

  @Access('admin')
  admin(): void {
    // Nobody calls it.
  }
}

interface Controller {
  readonly prototype: object;
}

describe('AccessGuard', () => {
  let identified: ExecutionContext[];
  let loggedIn: unknown[];
  let identify: () => Promise<boolean>;
  let guard: AccessGuard;
  let request: { method: string; headers: Record<string, string> };
  beforeEach(() => {
    [identified, loggedIn] = [[], []];
    request = { method: 'POST', headers: {} };
    identify = () => Promise.resolve(true);
    const apiKeys: Pick<ApiKeyGuard, 'identify'> = {
      identify: (context) => {
        identified.push(context);
        return identify();
      },
    };
    const sessions: Pick<SessionGuard, 'identify'> = {
      identify: async (request, rule) => {
        loggedIn.push([request, rule]);
        return true;
      },
    };
    guard = new AccessGuard(new Reflector(), apiKeys as ApiKeyGuard, sessions as SessionGuard);
  });

  const contextOf = (controller: Controller, handler: string): ExecutionContext => {
    const context: Pick<ExecutionContext, 'getClass' | 'getHandler'> & { switchToHttp: () => object } = {
      switchToHttp: () => ({ getRequest: () => request }),
      getClass: () => controller as never,
      getHandler: () => Reflect.get(controller.prototype, handler) as () => void,
    };
    return context as object as ExecutionContext;
  };

  it('keeps a route closed that says nothing', () => {
    expect(() => guard.canActivate(contextOf(Unmarked, 'nothing'))).toThrow(RouteClosedError);
    expect(identified).toEqual([]);
  });

  it.each<[string, Controller, string]>([
    ['the handler', Unmarked, 'open'],
    ['the controller', Open, 'nothing'],
    ['the handler against its controller', Keyed, 'open'],
    ['the controller it inherits from', Heir, 'nothing'],
  ])('lets anyone in where %s says so', (_, controller, handler) => {
    expect(guard.canActivate(contextOf(controller, handler))).toBe(true);
    expect(identified).toEqual([]);
  });

  it.each<[string, Controller, string]>([
    ['the handler', Unmarked, 'keyed'],
    ['the controller', Keyed, 'nothing'],
    ['the handler against its controller', Open, 'keyed'],
  ])('asks for a key where %s says so', async (_, controller, handler) => {
    const context = contextOf(controller, handler);
    await expect(guard.canActivate(context)).resolves.toBe(true);
    expect(identified).toEqual([context]);
    expect(loggedIn).toEqual([]);
  });

  it.each(['session', 'viewer', 'admin'])('asks for a login where a route is for: %s', async (rule) => {
    await expect(guard.canActivate(contextOf(Dashboard, rule))).resolves.toBe(true);
    expect(loggedIn).toEqual([[request, rule]]);
    expect(identified).toEqual([]);
  });

  it.each(['session', 'viewer', 'admin', 'open'])('takes nothing from other sites where a route is for: %s', (rule) => {
    request.headers = { origin: 'https://evil.example' };
    expect(() =>
      guard.canActivate(contextOf(rule === 'open' ? Open : Dashboard, rule === 'open' ? 'nothing' : rule)),
    ).toThrow(CrossSiteRequestError);
    expect(loggedIn).toEqual([]);
  });

  it('takes what brings a key from anywhere', async () => {
    request.headers = { origin: 'https://app.example' };
    await expect(guard.canActivate(contextOf(Keyed, 'nothing'))).resolves.toBe(true);
  });

  it('lets no one in without the right key', async () => {
    identify = () => Promise.reject(new InvalidApiKeyError());
    await expect(guard.canActivate(contextOf(Keyed, 'nothing'))).rejects.toBeInstanceOf(InvalidApiKeyError);
  });
});
