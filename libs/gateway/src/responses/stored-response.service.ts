import { Injectable } from '@nestjs/common';
import type { PreparedResponse, StoredResponseCall } from '@app/providers';
import { ProviderRegistry } from '@app/providers';
import { NoTargetAvailableError, type Route } from '@app/routing';
import type { StoredResponse } from '@app/persistence';
import { endingHeaders, routeHeaders } from '../exchange/answer-headers';
import { AdmissionService } from '../exchange/admission.service';
import type { Exchange } from '../exchange/exchange';
import type { RequestEntry } from '../exchange/request-entry';
import { RequestRecorder } from '../exchange/request-recorder.service';
import { meteredResponse, recordPassed, type ResponseWatcher } from './response-meter';
import { ResponseOwners } from './response-owners.service';
import type { PassedAnswer, PassedStream } from './response.service';

/** One request about a response that the provider keeps. */
export interface StoredExchange extends Exchange {
  readonly call: StoredResponseCall;
  readonly abort: AbortController;
}

interface Prepared {
  readonly route: Route;
  readonly prepared: PreparedResponse;
  readonly watcher: ResponseWatcher;
}

/** Passes requests about kept responses to the provider that has them, for the client that made them and nobody else. */
@Injectable()
export class StoredResponseService {
  constructor(
    private readonly owners: ResponseOwners,
    private readonly registry: ProviderRegistry,
    private readonly recorder: RequestRecorder,
    private readonly admission: AdmissionService,
  ) {}

  /** @throws ResponseNotFoundError, GatewayError, after the failure is on record */
  async answer(exchange: StoredExchange): Promise<PassedAnswer> {
    const entry = this.open(exchange, false);
    try {
      const { route, prepared, watcher } = await this.prepare(exchange, entry);
      const answer = await prepared.answer(exchange.abort.signal);
      const ending = await recordPassed(answer, entry, watcher);
      if (exchange.call.method === 'DELETE') await this.owners.remove(exchange.call.responseId);
      const headers = { ...routeHeaders(route, route.model, entry, []), ...endingHeaders(ending) };
      return { headers, body: answer.body };
    } catch (error) {
      return entry.failed(error);
    }
  }

  /** A response that is still being written, from wherever the query says. @throws ResponseNotFoundError, GatewayError */
  async stream(exchange: StoredExchange, ready: () => Promise<void> | undefined): Promise<PassedStream> {
    const entry = this.open(exchange, true);
    try {
      const { route, prepared, watcher } = await this.prepare(exchange, entry);
      const stream = await prepared.stream(exchange.abort, ready);
      entry.accepted();
      const headers = routeHeaders(route, route.model, entry, []);
      return { headers, events: meteredResponse(stream, entry, watcher) };
    } catch (error) {
      return entry.failed(error);
    }
  }

  private open(exchange: StoredExchange, isStream: boolean): RequestEntry {
    // What the prompt was is not known here; a response that ended without usage is billed for what it says.
    return this.recorder.open(exchange, { model: '', isStream, estimatePromptTokens: () => 0 });
  }

  private async prepare({ call, client }: StoredExchange, entry: RequestEntry): Promise<Prepared> {
    await this.admission.admitReading(entry);
    const stored = await this.owners.find(call.responseId, client.id);
    const route = routeTo(stored);
    entry.routed(route);
    const connection = this.registry.connection(stored.providerId);
    if (!connection) throw new NoTargetAvailableError(stored.model, [], [`${stored.providerId} is not configured`]);
    const watcher = this.watcherOf(stored, call);
    if (watcher.payment === 'never') entry.free();
    entry.attempt();
    return { route, prepared: connection.responses.stored(call), watcher };
  }

  private watcherOf({ isBilled }: StoredResponse, { operation }: StoredResponseCall): ResponseWatcher {
    return {
      payment: isBilled || operation === 'input_items' ? 'never' : 'once',
      claim: (responseId) => this.owners.claimBilling(responseId),
      began: () => Promise.resolve(),
    };
  }
}

function routeTo({ providerId, model }: StoredResponse): Route {
  return { providerId, model, facts: undefined, set: {}, path: [model], groupName: undefined, adjusted: [] };
}
