import { Injectable } from '@nestjs/common';
import { AdminRequiredError, ClientService } from '@app/auth';
import { InvalidRequestError } from '@app/common';
import type { Actor } from '@app/contracts';
import type { ExplainRouteRequest, RouteExplanationView } from '@app/contracts/admin';
import { RouteExplainService } from '@app/gateway';
import { promptOfText, readGroups } from '@app/routing';

/** Explains routes for people of the dashboard. */
@Injectable()
export class RouteTracer {
  constructor(
    private readonly explainer: RouteExplainService,
    private readonly clients: ClientService,
  ) {}

  /** @throws AdminRequiredError, InvalidRequestError, UnknownClientError, InvalidGroupError */
  async explain(actor: Actor, request: ExplainRouteRequest): Promise<RouteExplanationView> {
    const { model, wanted, prompt = '', rating, isAsked = false, outputTokens, groups } = request;
    if (isAsked && actor.role !== 'admin') throw new AdminRequiredError();
    if (isAsked && rating !== undefined)
      throw new InvalidRequestError('Give a rating or have the prompt rated, not both.', 'rating');
    const asked = isAsked ? 'ask' : rating;
    return this.explainer.explain({
      model,
      prompt: promptOfText(prompt),
      ...(wanted && { wanted }),
      ...(outputTokens !== undefined && { outputTokens }),
      ...(asked !== undefined && { rating: asked }),
      ...(groups && { groups: readGroups(groups) }),
      ...(await this.clientOf(request)),
    });
  }

  private async clientOf({ clientId, sessionId }: ExplainRouteRequest) {
    if (clientId === undefined) {
      if (sessionId !== undefined)
        throw new InvalidRequestError('A session belongs to a client: name it too.', 'clientId');
      return {};
    }
    const { id, access } = await this.clients.find(clientId);
    const sessionKey = sessionId === undefined ? {} : { sessionKey: `${id}\u0000${sessionId}` };
    return { allowed: access.allowedModels, ...sessionKey };
  }
}
