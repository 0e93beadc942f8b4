import { Injectable } from '@nestjs/common';
import { ClientGoneError } from '@app/common';
import {
  NoTargetAvailableError,
  NotSupportedError,
  RouterService,
  type RoutePlan,
  type RatingOutcome,
  type RatingQuestion,
  type Route,
} from '@app/routing';
import { SelectorService } from '../selector/selector.service';
import { AdmissionService } from './admission.service';
import type { RequestEntry } from './request-entry';
import type { RoutingView } from './routing-view';

/** Decides where a request goes: what can be asked, what its client may spend, what the groups' strategies choose. */
@Injectable()
export class RouteChooser {
  constructor(
    private readonly router: RouterService,
    private readonly admission: AdmissionService,
    private readonly selector: SelectorService,
  ) {}

  /**
   * The routes in the order in which they are to be tried; the decision is noted on the ledger's entry. Nobody is asked to
   * rate a prompt before the client's limits have let the request in.
   * @throws ModelNotFoundError, ModelUnpricedError, NoTargetAvailableError, NotSupportedError, GroupLoopError,
   *   ClientGoneError, and what `AdmissionService.admit` throws
   */
  async choose(view: RoutingView, entry: RequestEntry, signal: AbortSignal): Promise<readonly Route[]> {
    const plan = this.plan(view, entry);
    const allowed = await this.admission.admit(entry, [...plan.routes, ...plan.lastResorts]);
    const mayPay = !view.isFree && this.admission.mayPay(entry, allowed);
    const decision = await this.router.choose(
      plan,
      {
        prompt: view.prompt,
        sessionKey: view.sessionKey,
        random: Math.random,
        rate: mayPay ? (question) => this.rated(question, entry, signal) : undefined,
      },
      allowed,
    );
    entry.decided(decision);
    return decision.routes;
  }

  private plan(view: RoutingView, entry: RequestEntry): RoutePlan {
    try {
      return this.router.plan(view.request);
    } catch (error) {
      if (error instanceof NoTargetAvailableError || error instanceof NotSupportedError) entry.undecided(error.dropped);
      throw error;
    }
  }

  private async rated(question: RatingQuestion, entry: RequestEntry, signal: AbortSignal): Promise<RatingOutcome> {
    const outcome = await this.selector.rate(question, entry.client.id, signal);
    if (outcome.call) entry.selectorAsked(outcome.call);
    if (signal.aborted) throw new ClientGoneError();
    return outcome;
  }
}
