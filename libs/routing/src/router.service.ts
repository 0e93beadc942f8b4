import { Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import type { GroupSnapshot } from './groups/compiled-group';
import { GroupDirectory } from './groups/group-directory.service';
import { ModelJudge } from './model-judge.service';
import { isRefusal, noTargetOf } from './no-target';
import type { WantedCapability } from './provider-availability.port';
import type { Route } from './route';
import type { RouteDecision, RoutePlan } from './route-decision';
import type { RouteRequest } from './route-request';
import { ModelNotFoundError, ModelUnpricedError, NoTargetAvailableError } from './routing.errors';
import type { ChoiceContext } from './strategies/choice';
import type { FitnessContext } from './target-fitness.service';
import { chooseRoutes } from './tree/choose-routes';
import { liveTreeOf, routesOf, treeOf, type LiveTree } from './tree/live-tree';
import { isPathPermitted, isPermitted, permitsOf, permittedTree, type Permits } from './tree/permitted-tree';

const NOTHING_LEFT_OUT = { lastResorts: [], dropped: [] };
const CAPABILITIES: readonly WantedCapability[] = ['chat', 'images', 'responses'];

/** Finds the routes of a model name: a group, a bare model, or `provider/model`. Calls nobody, unless a strategy has the prompt rated. */
@Injectable()
export class RouterService {
  constructor(
    private readonly catalog: ModelCatalogService,
    private readonly groups: GroupDirectory,
    private readonly judge: ModelJudge,
  ) {}

  /**
   * What can be asked now, before anything is chosen; never nothing. `groups` are those that are saved where none are given.
   * @throws ModelNotFoundError, ModelUnpricedError, NoTargetAvailableError, NotSupportedError, GroupLoopError
   */
  plan(request: RouteRequest, groups: GroupSnapshot = this.groups.snapshot()): RoutePlan {
    const context: FitnessContext = { snapshot: this.catalog.snapshot(), request };
    if (!groups.get(request.model)?.group.isEnabled)
      return { request, root: undefined, routes: [this.permittedModel(groups, context)], ...NOTHING_LEFT_OUT };
    const { root, dropped } = this.treeOf(groups, context);
    if (!dropped.some(({ kind }) => kind === 'resting')) return planOf(request, root, [], dropped);
    const whole = this.treeOf(groups, { ...context, mayDisturb: true });
    if (!root) return planOf(request, whole.root, [], whole.dropped);
    const undisturbed = routesOf(root);
    const lastResorts = (whole.root ? routesOf(whole.root) : []).filter((route) => !undisturbed.some(isSame(route)));
    return planOf(request, root, lastResorts, dropped);
  }

  /** Puts the routes of a plan in order. With `allowed`, only those may be taken, its last resorts too; at least one has to be of its routes. */
  async choose(
    plan: RoutePlan,
    context: ChoiceContext,
    allowed: readonly Route[] = [...plan.routes, ...plan.lastResorts],
  ): Promise<RouteDecision> {
    const { request, root, routes, lastResorts, dropped } = plan;
    if (!root) return { asked: request.model, routes, steps: [], dropped };
    const isAllowed = (route: Route): boolean => allowed.some(isSame(route));
    const barred = routes.filter((route) => !isAllowed(route));
    const left = barred.length === 0 ? root : (treeOf(root, isAllowed) ?? root);
    const chosen = await chooseRoutes(left, context);
    return {
      asked: request.model,
      steps: chosen.steps,
      routes: [...chosen.routes, ...lastResorts.filter(isAllowed)],
      dropped: [
        ...dropped,
        ...barred.map(({ path, model }) => ({
          path,
          kind: 'budget' as const,
          reason: `${model} is not free, and the client's budget is used up`,
        })),
      ],
    };
  }

  /** Whether a name has a route at present, for any endpoint; for lists, which one broken group must not break. */
  isRoutable(name: string, allowed: RouteRequest['allowed'] = null): boolean {
    return CAPABILITIES.some((wanted) => this.hasRoute({ model: name, wanted, allowed }));
  }

  private hasRoute(request: RouteRequest): boolean {
    try {
      return this.plan(request).routes.length > 0;
    } catch (error) {
      // What is paused is still there.
      if (isRefusal(error)) return error instanceof NoTargetAvailableError && error.isPassing;
      throw error;
    }
  }

  private treeOf(groups: GroupSnapshot, context: FitnessContext): LiveTree {
    const { model, allowed } = context.request;
    const tree = liveTreeOf(model, groups, (name, groupName) => this.judge.judge(name, groupName, context));
    const permits = permitsOf(allowed, groups);
    return permits ? permitted(model, tree, permits) : tree;
  }

  private permittedModel(groups: GroupSnapshot, context: FitnessContext): Route {
    const { model, allowed } = context.request;
    const permits = permitsOf(allowed, groups);
    const route = this.routeOfModel(model, context);
    if (permits && !isPermitted(permits, route)) throw new ModelNotFoundError(model);
    return route;
  }

  private routeOfModel(name: string, context: FitnessContext): Route {
    const { snapshot } = context;
    const reference = snapshot.resolve(name);
    if (!reference) throw new ModelNotFoundError(name);
    if (this.judge.isEnded(reference, snapshot) && !this.judge.hasSuccessor(reference)) {
      const successor = reference.facts?.lifecycle.replacement?.model;
      throw new ModelNotFoundError(
        name,
        successor ? `its provider ended it; use "${successor}".` : 'its provider ended it.',
      );
    }
    const judged = this.judge.judge(name, undefined, context);
    if ('route' in judged) return judged.route;
    if (judged.dropped.kind === 'unpriced') throw new ModelUnpricedError(name);
    throw noTargetOf(name, [{ ...judged.dropped, path: [name] }]);
  }
}

/** The part that the client may ask for. What it may not is none of its business where nothing else is left. */
function permitted(name: string, { root, dropped }: LiveTree, permits: Permits): LiveTree {
  const { root: left, barred } = root ? permittedTree(root, permits) : { root, barred: [] };
  const others = dropped.filter((target) => permits(name) || isPathPermitted(permits, target));
  if (!left && others.length === 0) throw new ModelNotFoundError(name);
  return { root: left, dropped: [...others, ...barred.map((target) => ({ ...target, enabledBy: undefined }))] };
}

function planOf(
  request: RouteRequest,
  root: LiveTree['root'],
  lastResorts: readonly Route[],
  dropped: LiveTree['dropped'],
): RoutePlan {
  if (!root) throw noTargetOf(request.model, dropped);
  return { request, root, routes: routesOf(root), lastResorts, dropped };
}

function isSame(route: Route): (other: Route) => boolean {
  return ({ providerId, model }) => providerId === route.providerId && model === route.model;
}
