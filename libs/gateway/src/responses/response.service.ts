import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { ResponsesRequest } from '@app/contracts';
import type { PreparedResponse, ResponseCall } from '@app/providers';
import type { Route } from '@app/routing';
import { endingHeaders, routeHeaders } from '../exchange/answer-headers';
import type { BodyExchange } from '../exchange/exchange';
import type { RequestEntry } from '../exchange/request-entry';
import { outputLimit } from '../exchange/output-limit';
import { RequestRecorder } from '../exchange/request-recorder.service';
import { routingOfResponse } from '../exchange/routing-view';
import { TargetAttempts, type Target } from '../exchange/target-attempts.service';
import { countTokens } from '../exchange/token-estimate';
import { meteredResponse, recordPassed, type ResponseWatcher } from './response-meter';
import { ResponseOwners } from './response-owners.service';

export type ResponseExchange = BodyExchange<ResponsesRequest>;

/** An answer that passes as the provider sent it. */
export interface PassedAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface PassedStream {
  readonly headers: Readonly<Record<string, string>>;
  /** Server-sent events as they came. Must be subscribed to once. */
  readonly events: Observable<string>;
}

/** The story of a request to the Responses API: route, pass, watch, record. */
@Injectable()
export class ResponseService {
  constructor(
    private readonly targets: TargetAttempts,
    private readonly recorder: RequestRecorder,
    private readonly owners: ResponseOwners,
  ) {}

  /** @throws GatewayError, after the failure is on record */
  async create(exchange: ResponseExchange, operation: ResponseCall['operation']): Promise<PassedAnswer> {
    const entry = this.open(exchange);
    const { abort } = exchange;
    const isFree = operation === 'input_tokens';
    try {
      await this.checkPrevious(exchange);
      if (isFree) entry.free();
      const view = { ...routingOfResponse(exchange, () => entry.promptTokens()), isFree };
      const { route, answer } = await this.targets.firstAccepted(view, entry, abort, async (target) => {
        const prepared = prepare(exchange, target, operation);
        entry.attempt();
        return { ...target, answer: await prepared.answer(abort.signal) };
      });
      const ending = await recordPassed(answer, entry, this.watcherOf(exchange, route, isFree));
      const headers = routeHeaders(route, answer.response.model ?? route.model, entry, route.adjusted);
      return { headers: { ...headers, ...endingHeaders(ending) }, body: answer.body };
    } catch (error) {
      return entry.failed(error);
    }
  }

  /** @throws GatewayError, after the failure is on record */
  async stream(exchange: ResponseExchange, ready: () => Promise<void> | undefined): Promise<PassedStream> {
    const entry = this.open(exchange);
    const { abort } = exchange;
    try {
      await this.checkPrevious(exchange);
      const view = routingOfResponse(exchange, () => entry.promptTokens());
      const { route, stream } = await this.targets.firstAccepted(view, entry, abort, async (target) => {
        const prepared = prepare(exchange, target, '');
        entry.attempt();
        return { ...target, stream: await prepared.stream(abort, ready) };
      });
      entry.accepted();
      const headers = routeHeaders(route, route.model, entry, route.adjusted);
      return { headers, events: meteredResponse(stream, entry, this.watcherOf(exchange, route)) };
    } catch (error) {
      return entry.failed(error);
    }
  }

  private open(exchange: ResponseExchange): RequestEntry {
    const { model, stream, input, max_output_tokens: limit } = exchange.request;
    return this.recorder.open(exchange, {
      model,
      isStream: stream === true,
      estimatePromptTokens: () => countTokens(typeof input === 'string' ? input : JSON.stringify(input ?? '')),
      ...outputLimit(limit),
    });
  }

  /** A conversation goes on only for the client that began it. */
  private async checkPrevious({ request, client }: ResponseExchange): Promise<void> {
    const previous = request.previous_response_id;
    if (typeof previous === 'string') await this.owners.find(previous, client.id, 'previous_response_id');
  }

  private watcherOf(
    { request, client }: ResponseExchange,
    { providerId, model }: Route,
    isFree = false,
  ): ResponseWatcher {
    const isKept = request.store !== false;
    const runsOn = request.background === true && isKept;
    return {
      payment: isFree ? 'never' : runsOn ? 'once' : 'here',
      claim: (responseId) => this.owners.claimBilling(responseId),
      began: async ({ response: { id } }) => {
        if (!isKept || isFree || id === undefined) return;
        await this.owners.add({ responseId: id, clientId: client.id, providerId, model, isBilled: !runsOn });
      },
    };
  }
}

function prepare(
  { document, request }: ResponseExchange,
  { route, connection }: Target,
  operation: ResponseCall['operation'],
): PreparedResponse {
  const complete = Object.keys(route.set).length === 0 ? request : { ...route.set, ...request };
  const call = { operation, document, request: complete, model: route.model, facts: route.facts };
  return connection.responses.create(call);
}
