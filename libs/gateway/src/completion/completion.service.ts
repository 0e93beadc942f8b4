import { Injectable } from '@nestjs/common';
import { EMPTY, catchError, concatWith, defer, filter, finalize, map, of, type Observable } from 'rxjs';
import type { ChatCompletionRequest } from '@app/contracts';
import { ProviderRegistry, type ChatStream, type PreparedChat } from '@app/providers';
import { NoTargetAvailableError, RouterService, type Route } from '@app/routing';
import { endingHeaders, routeHeaders } from './answer-headers';
import type { ChatExchange, RecordedExchange } from './chat-exchange';
import { RequestRecorder } from './request-recorder.service';
import type { RequestEntry } from './request-entry';
import { usageEvent } from './usage-event';

export interface CompletedChat {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

export interface StreamedChat {
  readonly headers: Readonly<Record<string, string>>;
  /** Server-sent events, ready to be written, without `[DONE]`. Must be subscribed to once. */
  readonly events: Observable<string>;
}

interface Attempt {
  readonly route: Route;
  readonly prepared: PreparedChat;
}

/** Stands for a body that could not be read; its model is the empty name. */
const UNREAD: ChatCompletionRequest = { model: '', messages: [] };

/** The story of a chat completion: route, ask, meter, record. */
@Injectable()
export class CompletionService {
  constructor(
    private readonly router: RouterService,
    private readonly registry: ProviderRegistry,
    private readonly recorder: RequestRecorder,
  ) {}

  /** Answers in one piece. @throws GatewayError, after the failure is on record */
  async complete(exchange: ChatExchange): Promise<CompletedChat> {
    const entry = this.recorder.open(exchange);
    try {
      const { route, prepared } = this.attempt(exchange, entry);
      const answer = await prepared.answer(exchange.abort.signal);
      entry.answered();
      entry.servedModel = answer.model;
      entry.meter.report(answer.usage);
      if (!answer.usage) entry.meter.observe({ text: answer.text() });
      const ending = entry.complete();
      const headers = { ...this.headers(route, prepared, entry, answer.model), ...endingHeaders(ending) };
      return { headers, body: answer.body };
    } catch (error) {
      entry.fail(error);
      throw error;
    }
  }

  /** Answers as a stream; resolves when a provider has accepted. @throws GatewayError, after the failure is on record */
  async stream(exchange: ChatExchange, ready: () => Promise<void> | undefined): Promise<StreamedChat> {
    const entry = this.recorder.open(exchange);
    try {
      const { route, prepared } = this.attempt(exchange, entry);
      const chat = await prepared.stream(exchange.abort, ready);
      entry.accepted();
      return { headers: this.headers(route, prepared, entry, undefined), events: this.metered(chat, exchange, entry) };
    } catch (error) {
      entry.fail(error);
      throw error;
    }
  }

  /** Records a request that was refused before it could be read: it too is one row. */
  refuse(exchange: Omit<RecordedExchange, 'request'>, error: unknown): void {
    this.recorder.open({ ...exchange, request: UNREAD }).fail(error);
  }

  private attempt(exchange: ChatExchange, entry: RequestEntry): Attempt {
    const route = this.router.route(exchange.request.model);
    entry.routed(route);
    const connection = this.registry.connection(route.providerId);
    if (!connection) throw new NoTargetAvailableError(route.model, [], [`${route.providerId} is not configured`]);
    const prepared = connection.prepareChat({
      document: exchange.document,
      request: withFields(exchange.request, route.set),
      model: route.model,
      facts: route.facts,
      isStream: exchange.request.stream === true,
      completionId: `chatcmpl-${exchange.requestId}`,
      createdAtSeconds: Math.floor(exchange.startedAt / 1000),
    });
    entry.attempt();
    return { route, prepared };
  }

  private headers(
    route: Route,
    prepared: PreparedChat,
    entry: RequestEntry,
    servedModel: string | undefined,
  ): Record<string, string> {
    return routeHeaders(route, servedModel ?? route.model, entry.attemptCount, [
      ...route.adjusted,
      ...prepared.adjusted,
    ]);
  }

  /** Every ending of a stream passes here: completed, broken off by the provider, left by the client. */
  private metered(chat: ChatStream, exchange: ChatExchange, entry: RequestEntry): Observable<string> {
    const settle = (): void => {
      const { model, usage } = chat.summary();
      entry.servedModel = model;
      entry.meter.report(usage);
    };
    return chat.items.pipe(
      map((item) => {
        if (item.text !== '') entry.firstToken();
        entry.meter.observe(item);
        return item.wire;
      }),
      catchError((error: unknown) => {
        settle();
        entry.fail(error);
        throw error;
      }),
      filter((wire) => wire !== ''),
      concatWith(
        defer(() => {
          settle();
          const { cost } = entry.complete();
          const isAsked = exchange.request.stream_options?.include_usage === true;
          return isAsked ? of(usageEvent(chat.summary(), entry.meter.chatUsage(), cost, exchange)) : EMPTY;
        }),
      ),
      finalize(() => {
        settle();
        entry.cancel();
      }),
    );
  }
}

function withFields(request: ChatCompletionRequest, fields: Route['set']): ChatCompletionRequest {
  return Object.keys(fields).length === 0 ? request : { ...request, ...fields };
}
