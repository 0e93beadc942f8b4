import { Injectable } from '@nestjs/common';
import type { RequestRecord } from '@app/contracts';
import type { InFlightRequest } from '@app/contracts/admin';
import { LiveFeed } from '@app/telemetry';
import { endedEvent, firstTokenEvent, startedEvent } from './live-request-events';
import type { OpenRequest } from './open-request';

/**
 * The requests that have not ended, and their news for the live feed. It stands on the request path: while nobody watches,
 * a request costs it one entry of a map.
 */
@Injectable()
export class RequestsInFlight {
  private readonly open = new Map<string, OpenRequest>();

  constructor(private readonly feed: LiveFeed) {}

  get count(): number {
    return this.open.size;
  }

  began(request: OpenRequest): void {
    this.open.set(request.exchange.requestId, request);
    if (this.feed.isWatched) this.feed.publish(startedEvent(request));
  }

  firstToken(request: OpenRequest): void {
    if (this.feed.isWatched) this.feed.publish(firstTokenEvent(request));
  }

  ended(record: RequestRecord): void {
    const request = this.open.get(record.requestId);
    this.open.delete(record.requestId);
    if (this.feed.isWatched) this.feed.publish(endedEvent(record, request?.exchange.client.name ?? record.clientId));
  }

  /** undefined where it has ended, or never was. */
  find(requestId: string): OpenRequest | undefined {
    return this.open.get(requestId);
  }

  /** The oldest first. */
  list(): InFlightRequest[] {
    return [...this.open.values()].map(viewOf);
  }
}

function viewOf({ exchange, asked, progress }: OpenRequest): InFlightRequest {
  const { requestId, client, endpoint, startedAt } = exchange;
  const { route, attempts, timeToFirstTokenMs } = progress;
  return {
    ...{ requestId, clientId: client.id, clientName: client.name, endpoint, startedAt },
    ...{ askedModel: asked.model, isStream: asked.isStream },
    route: route?.path.join('>') ?? null,
    providerId: route?.providerId ?? null,
    sentModel: route?.model ?? null,
    attempts,
    ttftMs: timeToFirstTokenMs === null ? null : Math.round(timeToFirstTokenMs),
  };
}
