import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ApiKeyGuard } from '../api-key/api-key.guard';
import { Access } from './access.decorator';
import { AccessGuard } from './access.guard';
import { InvalidApiKeyError, RouteClosedError } from './auth.errors';

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

interface Controller {
  readonly prototype: object;
}

describe('AccessGuard', () => {
  let identified: ExecutionContext[];
  let identify: () => Promise<boolean>;
  let guard: AccessGuard;
  beforeEach(() => {
    identified = [];
    identify = () => Promise.resolve(true);
    const apiKeys: Pick<ApiKeyGuard, 'identify'> = {
      identify: (context) => {
        identified.push(context);
        return identify();
      },
    };
    guard = new AccessGuard(new Reflector(), apiKeys as ApiKeyGuard);
  });

  const contextOf = (controller: Controller, handler: string): ExecutionContext => {
    const context: Pick<ExecutionContext, 'getClass' | 'getHandler'> = {
      getClass: () => controller as never,
      getHandler: () => Reflect.get(controller.prototype, handler) as () => void,
    };
    return context as ExecutionContext;
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
  });

  it('lets no one in without the right key', async () => {
    identify = () => Promise.reject(new InvalidApiKeyError());
    await expect(guard.canActivate(contextOf(Keyed, 'nothing'))).rejects.toBeInstanceOf(InvalidApiKeyError);
  });
});
