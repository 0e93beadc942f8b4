import { Inject, Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import { Clock, GatewayError } from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import type { DroppedTarget, SelectorCall, TokenUsage } from '@app/contracts';
import { CostService } from '@app/pricing';
import {
  GroupDirectory,
  InvalidGroupError,
  RouterService,
  groupProblems,
  snapshotOf,
  type ChoiceContext,
  type GroupSnapshot,
  type RatingOutcome,
  type Route,
} from '@app/routing';
import { countTokens } from '../exchange/token-estimate';
import { SelectorService } from '../selector/selector.service';
import type { ExplainedRoute, RouteExplanation, RouteQuestion } from './route-explanation';

/** Who pays for a rating that an explanation asked for: nobody's ledger. */
const NO_CLIENT = 'explain';

/** Says what the router that serves would do with a request, and why, without sending it. */
@Injectable()
export class RouteExplainService {
  constructor(
    private readonly router: RouterService,
    private readonly directory: GroupDirectory,
    private readonly selector: SelectorService,
    private readonly costs: CostService,
    private readonly catalog: ModelCatalogService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'limits'>,
  ) {}

  /** A name without a target is explained too. @throws InvalidGroupError for unsaved groups that could not be saved */
  async explain(question: RouteQuestion): Promise<RouteExplanation> {
    const {
      model,
      wanted = 'chat',
      allowed = null,
      prompt,
      outputTokens = this.config.limits.reserveOutputTokens,
    } = question;
    const groups = this.groupsOf(question);
    const inputTokens = countTokens(prompt.question);
    const tokens = { asked: model, inputTokens, outputTokens };
    const ratings: SelectorCall[] = [];
    try {
      const needs = { inputs: () => [], chars: () => prompt.chars, promptTokens: () => inputTokens };
      const plan = this.router.plan({ model, wanted, needs, allowed }, groups);
      const decision = await this.router.choose(plan, {
        prompt: () => prompt,
        sessionKey: question.sessionKey,
        random: question.random ?? Math.random,
        rate: this.rater(question.rating, (call) => ratings.push(call)),
      });
      const usage: TokenUsage = { source: 'estimated', freshInputTokens: inputTokens, outputTokens };
      const routes = decision.routes.map((route) => this.explained(route, usage));
      const { steps, dropped } = decision;
      return { ...tokens, steps, dropped: dropped.map(told), routes, ratings, failure: null };
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      const dropped = 'dropped' in error ? (error.dropped as readonly DroppedTarget[]) : [];
      const failure = { code: error.code, message: error.message };
      return { ...tokens, steps: [], routes: [], dropped: dropped.map(told), ratings, failure };
    }
  }

  private groupsOf({ groups = [] }: RouteQuestion): GroupSnapshot {
    const saved = this.directory.snapshot();
    if (groups.length === 0) return saved;
    const all = new Map(
      [...[...saved.values()].map(({ group }) => group), ...groups].map((group) => [group.name, group]),
    );
    for (const group of groups) {
      const problems = groupProblems(group, all);
      if (problems.length > 0) throw new InvalidGroupError(group.name, problems);
    }
    return snapshotOf([...all.values()]);
  }

  private rater(rating: RouteQuestion['rating'], note: (call: SelectorCall) => void): ChoiceContext['rate'] {
    if (rating === undefined) return undefined;
    if (rating !== 'ask') return async ({ threshold }) => givenRating(rating, threshold);
    return async (question) => {
      const outcome = await this.selector.rate(question, NO_CLIENT, new AbortController().signal);
      if (outcome.call) note(outcome.call);
      return outcome;
    };
  }

  private explained({ path, providerId, model, groupName, adjusted }: Route, usage: TokenUsage): ExplainedRoute {
    const { state, nanoUsd, priceId, parts } = this.costs.costOf({
      providerId,
      reportedModel: undefined,
      askedModel: model,
      groupName,
      usage,
      at: this.clock.now(),
      snapshot: this.catalog.snapshot(),
    });
    const rateOf = (bucket: string): number | null => parts.find((part) => part.bucket === bucket)?.picoUsdEach ?? null;
    return {
      path,
      providerId,
      model,
      adjusted,
      cost: { state, nanoUsd, priceId },
      picoUsdPerInputToken: rateOf('freshInput'),
      picoUsdPerOutputToken: rateOf('output'),
    };
  }
}

/** As strict as with a selector's word. */
function givenRating(rating: number, threshold: number): RatingOutcome {
  const source = 'the rating given here';
  return Number.isInteger(rating) && rating >= 1 && rating <= threshold
    ? { rating, failure: undefined, source }
    : { rating: undefined, failure: `${rating} is no rating from 1 to ${threshold}`, source };
}

function told({ path, kind, reason }: DroppedTarget): DroppedTarget {
  return { path, kind, reason };
}
