import { Injectable } from '@nestjs/common';
import { ProviderRegistry, type ProviderConnection } from '@app/providers';
import { NoTargetAvailableError, RouterService, type Route, type WantedCapability } from '@app/routing';
import type { RequestEntry } from './request-entry';

/** Whom to ask, and the connection to ask by. */
export interface Target {
  readonly route: Route;
  readonly connection: ProviderConnection;
}

/** Decides whom a request goes to, and notes it on the ledger's entry. */
@Injectable()
export class TargetFinder {
  constructor(
    private readonly router: RouterService,
    private readonly registry: ProviderRegistry,
  ) {}

  /** @throws ModelNotFoundError, NoTargetAvailableError, NotSupportedError, GroupLoopError */
  find(model: string, wanted: WantedCapability, entry: RequestEntry): Target {
    const route = this.router.route(model, wanted);
    entry.routed(route);
    const connection = this.registry.connection(route.providerId);
    if (!connection) throw new NoTargetAvailableError(route.model, [], [`${route.providerId} is not configured`]);
    return { route, connection };
  }
}
