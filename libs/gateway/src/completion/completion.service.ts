import { Injectable } from '@nestjs/common';
import { catchError, concatWith, defer, filter, finalize, map, type Observable } from 'rxjs';
import type { ChatCompletionRequest } from '@app/contracts';
import { tokenUsageOf, type ChatCall, type ChatStream, type PreparedChat } from '@app/providers';
import type { Route } from '@app/routing';
import { endingHeaders, routeHeaders } from '../exchange/answer-headers';
import type { RequestEntry } from '../exchange/request-entry';
import { RequestRecorder } from '../exchange/request-recorder.service';
import { routingOfChat } from '../exchange/routing-view';
import { TargetAttempts, type Target } from '../exchange/target-attempts.service';
import { askedByChat, type ChatExchange } from './chat-exchange';
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

/** The story of a chat completion: route, ask, meter, record. */
@Injectable()
export class CompletionService {
  constructor(
    private readonly targets: TargetAttempts,
    private readonly recorder: RequestRecorder,
  ) {}

  /** Answers in one piece. @throws GatewayError, after the failure is on record */
  async complete(exchange: ChatExchange): Promise<CompletedChat> {
    const entry = this.recorder.open(exchange, askedByChat(exchange));
    const { abort } = exchange;
    try {
      const view = routingOfChat(exchange, () => entry.promptTokens());
      const { route, prepared, answer } = await this.targets.firstAccepted(view, entry, abort, async (target) => {
        const attempt = await this.prepare(exchange, target);
        entry.attempt();
        return { ...attempt, answer: await attempt.prepared.answer(abort.signal) };
      });
      entry.answered();
      entry.servedModel = answer.model;
      entry.meter.report(answer.usage && tokenUsageOf(answer.usage, answer.serviceTier), answer.serviceTier);
      if (!answer.usage) entry.meter.observe({ text: answer.text() });
      const ending = entry.complete();
      await entry.isRecorded;
      const headers = { ...this.headers(route, prepared, entry, answer.model), ...endingHeaders(ending) };
      return { headers, body: answer.body };
    } catch (error) {
      return entry.failed(error);
    }
  }

  /** Answers as a stream; resolves when a provider has accepted. @throws GatewayError, after the failure is on record */
  async stream(exchange: ChatExchange, ready: () => Promise<void> | undefined): Promise<StreamedChat> {
    const entry = this.recorder.open(exchange, askedByChat(exchange));
    const { abort } = exchange;
    try {
      const view = routingOfChat(exchange, () => entry.promptTokens());
      const { route, prepared, chat } = await this.targets.firstAccepted(view, entry, abort, async (target) => {
        const attempt = await this.prepare(exchange, target);
        entry.attempt();
        return { ...attempt, chat: await attempt.prepared.stream(abort, ready) };
      });
      entry.accepted();
      return { headers: this.headers(route, prepared, entry, undefined), events: this.metered(chat, exchange, entry) };
    } catch (error) {
      return entry.failed(error);
    }
  }

  private async prepare(exchange: ChatExchange, { route, connection }: Target): Promise<Attempt> {
    const { request, document, abort } = exchange;
    const call: ChatCall = {
      clientId: exchange.client.id,
      document,
      request: withFields(request, route.set),
      model: route.model,
      facts: route.facts,
      isStream: request.stream === true,
      completionId: `chatcmpl-${exchange.requestId}`,
      createdAtSeconds: Math.floor(exchange.startedAt / 1000),
    };
    return { route, prepared: await connection.prepareChat(call, abort.signal) };
  }

  private headers(
    route: Route,
    prepared: PreparedChat,
    entry: RequestEntry,
    servedModel: string | undefined,
  ): Record<string, string> {
    return routeHeaders(route, servedModel ?? route.model, entry, [...route.adjusted, ...prepared.adjusted]);
  }

  /** Every ending of a stream passes here: completed, broken off by the provider, left by the client. */
  private metered(chat: ChatStream, exchange: ChatExchange, entry: RequestEntry): Observable<string> {
    const settle = (): void => {
      entry.settle(() => {
        const { model, usage, serviceTier } = chat.summary();
        entry.servedModel = model;
        entry.meter.report(usage && tokenUsageOf(usage, serviceTier), serviceTier);
      });
    };
    return chat.items.pipe(
      map((item) => {
        if (item.text !== '') entry.firstToken();
        entry.meter.observe(item);
        return item.wire;
      }),
      catchError(async (error: unknown): Promise<never> => {
        settle();
        return entry.failed(error);
      }),
      filter((wire) => wire !== ''),
      concatWith(
        defer(async () => {
          settle();
          const { cost } = entry.complete();
          await entry.isRecorded;
          const isAsked = exchange.request.stream_options?.include_usage === true;
          return isAsked ? usageEvent(chat.summary(), entry.meter.usage(), cost, exchange) : '';
        }).pipe(filter((wire) => wire !== '')),
      ),
      finalize(() => {
        settle();
        entry.cancel();
      }),
    );
  }
}

/** What the caller says itself wins over what a replacement would add. */
function withFields(request: ChatCompletionRequest, fields: Route['set']): ChatCompletionRequest {
  return Object.keys(fields).length === 0 ? request : { ...fields, ...request };
}
