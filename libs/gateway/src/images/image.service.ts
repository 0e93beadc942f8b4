import { Injectable } from '@nestjs/common';
import { catchError, defer, EMPTY, finalize, map, concatWith, filter, of, type Observable } from 'rxjs';
import type { ImageRequest } from '@app/contracts';
import type { ImageCall, ImageStreamSummary, PreparedImages } from '@app/providers';
import type { Route } from '@app/routing';
import { endingHeaders, routeHeaders } from '../exchange/answer-headers';
import type { BodyExchange } from '../exchange/exchange';
import type { RequestEntry } from '../exchange/request-entry';
import { RequestRecorder } from '../exchange/request-recorder.service';
import { TargetFinder } from '../exchange/target-finder.service';
import { countTokens } from '../exchange/token-estimate';
import { completedEvents } from './completed-events';

export type ImageExchange = BodyExchange<ImageRequest>;

export interface DrawnAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

export interface DrawnStream {
  readonly headers: Readonly<Record<string, string>>;
  /** Server-sent events, ready to be written. Must be subscribed to once. */
  readonly events: Observable<string>;
}

type StreamedImages = Awaited<ReturnType<NonNullable<PreparedImages['stream']>>>;

/** The story of a picture: route, ask, count, record. */
@Injectable()
export class ImageService {
  constructor(
    private readonly targets: TargetFinder,
    private readonly recorder: RequestRecorder,
  ) {}

  /** @throws GatewayError, after the failure is on record */
  async draw(exchange: ImageExchange): Promise<DrawnAnswer> {
    const entry = this.open(exchange);
    try {
      return await this.drawn(exchange, entry);
    } catch (error) {
      entry.fail(error);
      throw error;
    }
  }

  /** Where a provider draws in one piece, its pictures come as the last events alone. @throws GatewayError, after the failure is on record */
  async stream(exchange: ImageExchange, ready: () => Promise<void> | undefined): Promise<DrawnStream> {
    const entry = this.open(exchange);
    try {
      const { route, prepared } = this.prepare(exchange, entry, exchange.request);
      if (!prepared.stream) {
        const request = { ...exchange.request, response_format: 'b64_json' };
        const { headers, body } = await this.drawn({ ...exchange, request }, entry);
        return { headers, events: of(completedEvents(body)) };
      }
      entry.attempt();
      const images = await prepared.stream(exchange.abort, ready);
      entry.accepted();
      const headers = routeHeaders(route, route.model, entry.attemptCount, adjustedBy(route, prepared));
      return { headers, events: metered(images, entry) };
    } catch (error) {
      entry.fail(error);
      throw error;
    }
  }

  private async drawn(exchange: ImageExchange, entry: RequestEntry): Promise<DrawnAnswer> {
    const { route, prepared } = this.prepare(exchange, entry, exchange.request);
    entry.attempt();
    const answer = await prepared.answer(exchange.abort.signal);
    entry.answered();
    entry.servedModel = answer.model;
    entry.meter.report(answer.usage);
    entry.images = answer.drawing;
    const ending = entry.complete();
    const adjusted = adjustedBy(route, prepared);
    const headers = routeHeaders(route, answer.model ?? route.model, entry.attemptCount, adjusted);
    return { headers: { ...headers, ...endingHeaders(ending) }, body: answer.body };
  }

  private open(exchange: ImageExchange): RequestEntry {
    const { model, prompt, stream } = exchange.request;
    return this.recorder.open(exchange, {
      model,
      isStream: stream === true,
      estimatePromptTokens: () => countTokens(prompt),
    });
  }

  private prepare(
    exchange: ImageExchange,
    entry: RequestEntry,
    request: ImageRequest,
  ): { route: Route; prepared: PreparedImages } {
    const { route, connection } = this.targets.find(request.model, 'images', entry);
    const call: ImageCall = {
      document: exchange.document,
      request: Object.keys(route.set).length === 0 ? request : { ...request, ...route.set },
      model: route.model,
      facts: route.facts,
      askedFacts: route.replaced,
      createdAtSeconds: Math.floor(exchange.startedAt / 1000),
    };
    return { route, prepared: connection.prepareImages(call) };
  }
}

function adjustedBy(route: Route, prepared: PreparedImages): string[] {
  return [...new Set([...route.adjusted, ...prepared.adjusted])];
}

/** Every ending of a stream passes here. */
function metered(images: StreamedImages, entry: RequestEntry): Observable<string> {
  const settle = (): ImageStreamSummary => {
    const summary = images.summary();
    entry.meter.report(summary.usage);
    entry.images = summary.drawing;
    return summary;
  };
  return images.items.pipe(
    map(({ wire }) => {
      entry.firstToken();
      return wire;
    }),
    catchError((error: unknown) => {
      settle();
      entry.fail(error);
      throw error;
    }),
    filter((wire) => wire !== ''),
    concatWith(
      defer(() => {
        const { failure } = settle();
        if (failure) entry.fail(failure);
        else entry.complete();
        return EMPTY;
      }),
    ),
    finalize(() => {
      settle();
      entry.cancel();
    }),
  );
}
