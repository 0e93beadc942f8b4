import { Inject, Injectable } from '@nestjs/common';
import type { CatalogSnapshot, ModelReference } from '@app/catalog';
import { Clock } from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import type { DropReason } from '@app/contracts';
import type { Route } from './route';
import { TargetFitness, type FitnessContext, type Unusable } from './target-fitness.service';
import type { Judged } from './tree/live-tree';

/** What stands in the way of a successor, and is worth more to know than that the model itself has ended. */
const TOLD_OF_SUCCESSORS: ReadonlySet<DropReason> = new Set([
  'misfit',
  'unpriced',
  'unable',
  'paused',
  'busy',
  'resting',
]);

/** What one model name comes to: the model itself, the one that stands in for an ended one, or why neither can be asked. */
@Injectable()
export class ModelJudge {
  constructor(
    private readonly fitness: TargetFitness,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'endedModels'>,
  ) {}

  /** `groupName`: the group through which the model is reached; undefined where it was asked for directly. */
  judge(name: string, groupName: string | undefined, context: FitnessContext): Judged {
    const reference = context.snapshot.resolve(name);
    if (!reference) return { dropped: { kind: 'unknown', reason: `${name} is not known`, enabledBy: undefined } };
    if (this.isEnded(reference, context.snapshot)) return this.judgeEnded(name, groupName, reference, context);
    const why = this.fitness.whyUnusable(reference, groupName, context);
    if (why) return { dropped: why };
    const adjusted = reference.adjusted ? ['model'] : [];
    const path = reference.adjusted ? [name, reference.name] : [name];
    return { route: routeTo(reference, { set: {}, path, groupName, adjusted }) };
  }

  isEnded({ facts }: ModelReference, snapshot: CatalogSnapshot): boolean {
    return facts !== undefined && snapshot.lifecycleAt(facts, this.clock.now()) === 'ended';
  }

  /** Whether something may answer in the place of an ended model. */
  hasSuccessor({ facts }: ModelReference): boolean {
    return this.config.endedModels === 'replace' && Boolean(facts?.lifecycle.replacement);
  }

  private judgeEnded(
    name: string,
    groupName: string | undefined,
    { facts }: ModelReference,
    context: FitnessContext,
  ): Judged {
    const { snapshot } = context;
    const whyNot = (next: ModelReference): Unusable | undefined => this.fitness.whyUnusable(next, groupName, context);
    const isAllowed = this.config.endedModels === 'replace';
    const found =
      facts && isAllowed ? snapshot.replacementOf(facts, this.clock.now(), (next) => !whyNot(next)) : undefined;
    if (facts && found) {
      const { reference: next, set } = found;
      const adjusted = ['model', ...Object.keys(set)];
      const path = [name, ...found.path.slice(1)];
      return { route: { ...routeTo(next, { set, path, groupName, adjusted }), replaced: facts } };
    }
    const successor = facts?.lifecycle.replacement ? snapshot.resolve(facts.lifecycle.replacement.model) : undefined;
    const why = successor && isAllowed ? whyNot(successor) : undefined;
    if (why && TOLD_OF_SUCCESSORS.has(why.kind)) return { dropped: why };
    const reason = `${name} has been ended by its provider`;
    return { dropped: { kind: 'ended', reason, enabledBy: why?.enabledBy } };
  }
}

function routeTo(
  { providerId, name, facts }: ModelReference,
  how: Pick<Route, 'set' | 'path' | 'groupName' | 'adjusted'>,
): Route {
  return { providerId, model: name, facts, ...how };
}
