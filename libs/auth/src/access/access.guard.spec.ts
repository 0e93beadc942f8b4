import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ApiKeyGuard } from '../api-key/api-key.guard';
import { Access } from './access.decorator';
import { AccessGuard } from './access.guard';
import { InvalidApiKeyError, RouteClosedError } from './auth.errors';

class Unmarked {
  nothing(): void {}

  @Access('public')
  open(): void {}

  @Access('client')
  keyed(): void {}
}

@Access('client')
class Keyed {
  nothing(): void {}

  @Access('public')
  open(): void {}
}

@Access('public')
class Open {
  nothing(): void {}

  @Access('client')
  keyed(): void {}
}

class Heir extends Open {}

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

  const contextOf = (controller: { prototype: object }, handler: unknown): ExecutionContext => {
    const context: Pick<ExecutionContext, 'getClass' | 'getHandler'> = {
      getClass: () => controller as never,
      getHandler: () => handler as () => void,
    };
    return context as ExecutionContext;
  };

  it('keeps a route closed that says nothing', () => {
    expect(() => guard.canActivate(contextOf(Unmarked, Unmarked.prototype.nothing))).toThrow(RouteClosedError);
    expect(identified).toEqual([]);
  });

  it.each<[string, { prototype: object }, unknown]>([
    ['the handler', Unmarked, Unmarked.prototype.open],
    ['the controller', Open, Open.prototype.nothing],
    ['the handler against its controller', Keyed, Keyed.prototype.open],
    ['the controller it inherits from', Heir, Heir.prototype.nothing],
  ])('lets anyone in where %s says so', (_, controller, handler) => {
    expect(guard.canActivate(contextOf(controller, handler))).toBe(true);
    expect(identified).toEqual([]);
  });

  it.each<[string, { prototype: object }, unknown]>([
    ['the handler', Unmarked, Unmarked.prototype.keyed],
    ['the controller', Keyed, Keyed.prototype.nothing],
    ['the handler against its controller', Open, Open.prototype.keyed],
  ])('asks for a key where %s says so', async (_, controller, handler) => {
    const context = contextOf(controller, handler);
    await expect(guard.canActivate(context)).resolves.toBe(true);
    expect(identified).toEqual([context]);
  });

  it('lets no one in without the right key', async () => {
    identify = () => Promise.reject(new InvalidApiKeyError());
    await expect(guard.canActivate(contextOf(Keyed, Keyed.prototype.nothing))).rejects.toBeInstanceOf(InvalidApiKeyError);
  });
});
