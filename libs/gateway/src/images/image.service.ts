import { Injectable } from '@nestjs/common';
import { catchError, concatWith, defer, filter, finalize, ignoreElements, map, of, type Observable } from 'rxjs';
import type { ImageRequest } from '@app/contracts';
import type { ImageAnswer, ImageCall, PreparedImages } from '@app/providers';
import type { Route } from '@app/routing';
import { endingHeaders, routeHeaders } from '../exchange/answer-headers';
import type { BodyExchange } from '../exchange/exchange';
import type { RequestEntry } from '../exchange/request-entry';
import { heldUntilRecorded } from '../exchange/held-until-recorded';
import { wantedAnswers } from '../exchange/output-limit';
import { RequestRecorder } from '../exchange/request-recorder.service';
import { routingOfImage } from '../exchange/routing-view';
import { TargetAttempts } from '../exchange/target-attempts.service';
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
    private readonly targets: TargetAttempts,
    private readonly recorder: RequestRecorder,
  ) {}

  /** @throws GatewayError, after the failure is on record */
  async draw(exchange: ImageExchange): Promise<DrawnAnswer> {
    const entry = this.open(exchange);
    try {
      const view = routingOfImage(exchange);
      const { abort } = exchange;
      const accepted = await this.targets.firstAccepted(view, entry, abort, async ({ route, connection }) => {
        const prepared = connection.prepareImages(callOf(exchange, route));
        entry.attempt();
        return { route, prepared, answer: await prepared.answer(abort.signal) };
      });
      return await finished(accepted, entry);
    } catch (error) {
      return entry.failed(error);
    }
  }

  /** Where a provider draws in one piece, its pictures come as the last events alone. @throws GatewayError, after the failure is on record */
  async stream(exchange: ImageExchange, ready: () => Promise<void> | undefined): Promise<DrawnStream> {
    const entry = this.open(exchange);
    try {
      const view = routingOfImage(exchange);
      const { abort } = exchange;
      const accepted = await this.targets.firstAccepted(view, entry, abort, async ({ route, connection }) => {
        const prepared = connection.prepareImages(callOf(exchange, route));
        entry.attempt();
        if (prepared.stream) return { route, prepared, images: await prepared.stream(abort, ready) };
        const whole = connection.prepareImages(callOf(exchange, route, 'b64_json'));
        return { route, prepared: whole, answer: await whole.answer(abort.signal) };
      });
      if (accepted.answer) {
        const { headers, body } = await finished(accepted, entry);
        return { headers, events: of(completedEvents(body)) };
      }
      entry.accepted();
      const { route, prepared } = accepted;
      const headers = routeHeaders(route, route.model, entry, adjustedBy(route, prepared));
      return { headers, events: metered(accepted.images, entry, exchange.request.n ?? 1) };
    } catch (error) {
      return entry.failed(error);
    }
  }

  private open(exchange: ImageExchange): RequestEntry {
    const { model, prompt, stream, n } = exchange.request;
    return this.recorder.open(exchange, {
      model,
      isStream: stream === true,
      estimatePromptTokens: () => countTokens(prompt),
      ...wantedAnswers(n),
    });
  }
}

interface Drawn {
  readonly route: Route;
  readonly prepared: PreparedImages;
  readonly answer: ImageAnswer;
}

async function finished({ route, prepared, answer }: Drawn, entry: RequestEntry): Promise<DrawnAnswer> {
  entry.answered();
  entry.servedModel = answer.model;
  entry.meter.report(answer.usage);
  entry.images = answer.drawing;
  const ending = entry.complete();
  await entry.isRecorded;
  const model = answer.model ?? route.model;
  const headers = routeHeaders(route, model, entry, adjustedBy(route, prepared));
  return { headers: { ...headers, ...endingHeaders(ending) }, body: answer.body };
}

function callOf({ document, request, startedAt }: ImageExchange, route: Route, format?: string): ImageCall {
  return {
    document,
    request: { ...route.set, ...request, ...(format === undefined ? {} : { response_format: format }) },
    model: route.model,
    facts: route.facts,
    askedFacts: route.replaced,
    createdAtSeconds: Math.floor(startedAt / 1000),
  };
}

function adjustedBy(route: Route, prepared: PreparedImages): string[] {
  return [...new Set([...route.adjusted, ...prepared.adjusted])];
}

/** Every ending of a stream passes here. */
function metered(images: StreamedImages, entry: RequestEntry, wantedCount: number): Observable<string> {
  const settle = (): void => {
    entry.settle(() => {
      const { usage, drawing } = images.summary();
      entry.meter.report(usage);
      entry.images = drawing;
    });
  };
  const conclude = async (): Promise<void> => {
    settle();
    const { failure } = images.summary();
    if (failure) entry.fail(failure);
    else entry.complete();
    await entry.isRecorded;
  };
  return images.items.pipe(
    map(({ wire }) => {
      entry.firstToken();
      return wire;
    }),
    heldUntilRecorded(() => images.summary().drawing.count >= wantedCount, conclude),
    catchError(async (error: unknown): Promise<never> => {
      settle();
      return entry.failed(error);
    }),
    filter((wire) => wire !== ''),
    concatWith(defer(conclude).pipe(ignoreElements())),
    finalize(() => {
      settle();
      entry.cancel();
    }),
  );
}
