import { Inject, Injectable } from '@nestjs/common';
import { CatalogSnapshot, ModelCatalogService, type ModelReference } from '@app/catalog';
import { Clock } from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { GroupDirectory } from './group-directory.service';
import { candidatesOf } from './group-resolver';
import { ProviderAvailability } from './provider-availability.port';
import type { Route } from './route';
import { GroupLoopError, ModelNotFoundError, NoTargetAvailableError } from './routing.errors';

/** Why a candidate cannot be asked. */
interface Dropped {
  readonly reason: string;
  readonly enabledBy: string | undefined;
}

type Judged = { readonly route: Route } | { readonly dropped: Dropped };

/** Finds the route of a model name: a group, a bare model, or `provider/model`. Calls nobody. */
@Injectable()
export class RouterService {
  constructor(
    private readonly catalog: ModelCatalogService,
    private readonly groups: GroupDirectory,
    @Inject(ProviderAvailability) private readonly providers: ProviderAvailability,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'endedModels'>,
  ) {}

  /** @throws ModelNotFoundError, NoTargetAvailableError, GroupLoopError */
  route(name: string): Route {
    const groups = this.groups.snapshot();
    const snapshot = this.catalog.snapshot();
    if (!groups.get(name)?.isEnabled) return this.routeOfModel(name, snapshot);
    const dropped: Dropped[] = [];
    for (const { model, path } of candidatesOf(name, groups)) {
      const judged = this.judge(model, path, snapshot);
      if ('route' in judged) return judged.route;
      dropped.push(judged.dropped);
    }
    throw noTarget(name, dropped);
  }

  /** The route of a name, or undefined where it has none at present; for lists, which one broken group must not break. */
  findRoute(name: string): Route | undefined {
    try {
      return this.route(name);
    } catch (error) {
      const isRefusal =
        error instanceof NoTargetAvailableError ||
        error instanceof ModelNotFoundError ||
        error instanceof GroupLoopError;
      if (isRefusal) return undefined;
      throw error;
    }
  }

  private routeOfModel(name: string, snapshot: CatalogSnapshot): Route {
    const reference = snapshot.resolve(name);
    if (!reference) throw new ModelNotFoundError(name);
    const isEnded = this.isEnded(reference, snapshot);
    if (isEnded && (this.config.endedModels === 'refuse' || !reference.facts?.lifecycle.replacement)) {
      const successor = reference.facts?.lifecycle.replacement?.model;
      throw new ModelNotFoundError(
        name,
        successor ? `its provider ended it; use "${successor}".` : 'its provider ended it.',
      );
    }
    const judged = this.judge(name, [name], snapshot);
    if ('route' in judged) return judged.route;
    throw noTarget(name, [judged.dropped]);
  }

  private judge(name: string, path: readonly string[], snapshot: CatalogSnapshot): Judged {
    const reference = snapshot.resolve(name);
    if (!reference) return { dropped: { reason: `${name} is not known`, enabledBy: undefined } };
    if (this.isEnded(reference, snapshot)) return this.judgeEnded(name, path, reference, snapshot);
    const why = this.unusable(reference, snapshot);
    if (why) return { dropped: why };
    const adjusted = reference.adjusted ? ['model'] : [];
    const fullPath = reference.adjusted ? [...path, reference.name] : path;
    return { route: routeTo(reference, { set: {}, path: fullPath, groupName: path.at(-2), adjusted }) };
  }

  private judgeEnded(
    name: string,
    path: readonly string[],
    reference: ModelReference,
    snapshot: CatalogSnapshot,
  ): Judged {
    const { facts } = reference;
    const isAllowed = this.config.endedModels === 'replace';
    const found =
      facts && isAllowed
        ? snapshot.replacementOf(facts, this.clock.now(), (next) => !this.unusable(next, snapshot))
        : undefined;
    if (found) {
      const { reference: next, set } = found;
      const adjusted = ['model', ...Object.keys(set)];
      const fullPath = [...path, ...found.path.slice(1)];
      return { route: routeTo(next, { set, path: fullPath, groupName: path.at(-2), adjusted }) };
    }
    const successor = facts?.lifecycle.replacement ? snapshot.resolve(facts.lifecycle.replacement.model) : undefined;
    const enabledBy = successor && isAllowed ? this.unusable(successor, snapshot)?.enabledBy : undefined;
    return { dropped: { reason: `${name} has been ended by its provider`, enabledBy } };
  }

  private isEnded({ facts }: ModelReference, snapshot: CatalogSnapshot): boolean {
    return facts !== undefined && snapshot.lifecycleAt(facts, this.clock.now()) === 'ended';
  }

  /** undefined when the model can be asked now. */
  private unusable({ providerId, name }: ModelReference, snapshot: CatalogSnapshot): Dropped | undefined {
    if (!snapshot.isEnabled(providerId, name)) return { reason: `${name} is switched off`, enabledBy: undefined };
    if (this.providers.isConfigured(providerId)) return undefined;
    return {
      reason: `${name} needs ${providerId}, which is not configured`,
      enabledBy: this.providers.enablingVariable(providerId),
    };
  }
}

function routeTo(
  { providerId, name, facts }: ModelReference,
  how: Pick<Route, 'set' | 'path' | 'groupName' | 'adjusted'>,
): Route {
  return { providerId, model: name, facts, ...how };
}

function noTarget(name: string, dropped: readonly Dropped[]): NoTargetAvailableError {
  const enabledBy = [...new Set(dropped.flatMap(({ enabledBy }) => enabledBy ?? []))];
  const reasons = dropped.length > 0 ? dropped.map(({ reason }) => reason) : ['it has no targets'];
  return new NoTargetAvailableError(name, enabledBy, reasons);
}
