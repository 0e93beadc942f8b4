import { Inject, Injectable } from '@nestjs/common';
import { CatalogSnapshot, ModelCatalogService, type ModelReference } from '@app/catalog';
import { Clock } from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { GroupDirectory } from './group-directory.service';
import { candidatesOf } from './group-resolver';
import type { WantedCapability } from './provider-availability.port';
import type { Route } from './route';
import {
  GroupLoopError,
  ModelNotFoundError,
  ModelUnpricedError,
  NoTargetAvailableError,
  NotSupportedError,
} from './routing.errors';
import { TargetFitness, type Context, type Dropped } from './target-fitness.service';

const CAPABILITIES: readonly WantedCapability[] = ['chat', 'images', 'responses'];

type Judged = { readonly route: Route } | { readonly dropped: Dropped };

/** Finds the route of a model name: a group, a bare model, or `provider/model`. Calls nobody. */
@Injectable()
export class RouterService {
  constructor(
    private readonly catalog: ModelCatalogService,
    private readonly groups: GroupDirectory,
    private readonly fitness: TargetFitness,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'endedModels'>,
  ) {}

  /**
   * Every route that can be taken now, in order of preference; never none.
   * @throws ModelNotFoundError, ModelUnpricedError, NoTargetAvailableError, NotSupportedError, GroupLoopError
   */
  routes(name: string, wanted: WantedCapability = 'chat'): readonly Route[] {
    const groups = this.groups.snapshot();
    const context = { snapshot: this.catalog.snapshot(), wanted };
    if (!groups.get(name)?.isEnabled) return [this.routeOfModel(name, context)];
    const dropped: Dropped[] = [];
    const routes: Route[] = [];
    for (const { model, path } of candidatesOf(name, groups)) {
      const judged = this.judge(model, path, context);
      if ('route' in judged) routes.push(judged.route);
      else dropped.push(judged.dropped);
    }
    if (routes.length === 0) throw noTarget(name, dropped);
    return routes;
  }

  /** Whether a name has a route at present, for any endpoint; for lists, which one broken group must not break. */
  isRoutable(name: string): boolean {
    return CAPABILITIES.some((wanted) => this.hasRoute(name, wanted));
  }

  private hasRoute(name: string, wanted: WantedCapability): boolean {
    try {
      return this.routes(name, wanted).length > 0;
    } catch (error) {
      const isRefusal =
        error instanceof NoTargetAvailableError ||
        error instanceof NotSupportedError ||
        error instanceof ModelNotFoundError ||
        error instanceof ModelUnpricedError ||
        error instanceof GroupLoopError;
      if (isRefusal) return false;
      throw error;
    }
  }

  private routeOfModel(name: string, context: Context): Route {
    const { snapshot } = context;
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
    const judged = this.judge(name, [name], context);
    if ('route' in judged) return judged.route;
    if (judged.dropped.kind === 'unpriced') throw new ModelUnpricedError(name);
    throw noTarget(name, [judged.dropped]);
  }

  private judge(name: string, path: readonly string[], context: Context): Judged {
    const { snapshot } = context;
    const reference = snapshot.resolve(name);
    if (!reference) return { dropped: { reason: `${name} is not known`, enabledBy: undefined } };
    if (this.isEnded(reference, snapshot)) return this.judgeEnded(name, path, reference, context);
    const why = this.fitness.whyUnusable(reference, path.at(-2), context);
    if (why) return { dropped: why };
    const adjusted = reference.adjusted ? ['model'] : [];
    const fullPath = reference.adjusted ? [...path, reference.name] : path;
    return { route: routeTo(reference, { set: {}, path: fullPath, groupName: path.at(-2), adjusted }) };
  }

  private judgeEnded(name: string, path: readonly string[], reference: ModelReference, context: Context): Judged {
    const { snapshot } = context;
    const { facts } = reference;
    const groupName = path.at(-2);
    const isAllowed = this.config.endedModels === 'replace';
    const found =
      facts && isAllowed
        ? snapshot.replacementOf(facts, this.clock.now(), (next) => !this.fitness.whyUnusable(next, groupName, context))
        : undefined;
    if (found) {
      const { reference: next, set } = found;
      const adjusted = ['model', ...Object.keys(set)];
      const fullPath = [...path, ...found.path.slice(1)];
      return {
        route: routeTo(next, {
          set,
          path: fullPath,
          groupName,
          adjusted,
          ...(facts ? { replaced: facts } : {}),
        }),
      };
    }
    const successor = facts?.lifecycle.replacement ? snapshot.resolve(facts.lifecycle.replacement.model) : undefined;
    const why = successor && isAllowed ? this.fitness.whyUnusable(successor, groupName, context) : undefined;
    if (why?.kind) return { dropped: why };
    return { dropped: { reason: `${name} has been ended by its provider`, enabledBy: why?.enabledBy } };
  }

  private isEnded({ facts }: ModelReference, snapshot: CatalogSnapshot): boolean {
    return facts !== undefined && snapshot.lifecycleAt(facts, this.clock.now()) === 'ended';
  }
}

function routeTo(
  { providerId, name, facts }: ModelReference,
  how: Pick<Route, 'set' | 'path' | 'groupName' | 'adjusted' | 'replaced'>,
): Route {
  return { providerId, model: name, facts, ...how };
}

function noTarget(name: string, dropped: readonly Dropped[]): NoTargetAvailableError | NotSupportedError {
  if (dropped.length > 0 && dropped.every(({ kind }) => kind === 'misfit'))
    return new NotSupportedError(name, dropped.map(({ reason }) => reason).join('; '));
  const enabledBy = [...new Set(dropped.flatMap(({ enabledBy }) => enabledBy ?? []))];
  const reasons = dropped.length > 0 ? dropped.map(({ reason }) => reason) : ['it has no targets'];
  return new NoTargetAvailableError(name, enabledBy, reasons);
}
