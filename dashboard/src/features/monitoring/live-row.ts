import type { InFlightRequest } from '@app/contracts/admin';
import type {
  BreakerChangedEvent,
  ConfigChangedEvent,
  LiveEvent,
  RequestEndedEvent,
  RequestStartedEvent,
  FirstTokenEvent,
} from '@app/contracts';

/** A line of the list: a request that changes as it goes on, or something that happened. */
export type LiveRow =
  | { readonly kind: 'request'; readonly key: string; readonly at: number; readonly request: LiveRequestState }
  | {
      readonly kind: 'news';
      readonly key: string;
      readonly at: number;
      readonly event: BreakerChangedEvent | ConfigChangedEvent;
    };

/** All that is known so far. */
export type LiveRequestState = RequestStartedEvent | FirstTokenEvent | RequestEndedEvent;

/** The newest rows, newest first, with every request on one line. */
export class LiveRows {
  private rows: LiveRow[] = [];
  private readonly places = new Map<string, LiveRow>();
  private counter = 0;

  /** @param capacity older rows are let go */
  constructor(private readonly capacity: number) {}

  add(events: readonly LiveEvent[]): void {
    for (const event of events) this.addOne(event);
    if (this.rows.length > this.capacity)
      this.rows.splice(0, this.rows.length - this.capacity).forEach((row) => this.places.delete(row.key));
  }

  /** Newest first; a new array each time. */
  newest(): readonly LiveRow[] {
    return this.rows.toReversed();
  }

  clear(): void {
    this.rows = [];
    this.places.clear();
  }

  /** Keys of requests that go on, as far as is known here. */
  underWay(): ReadonlySet<string> {
    const open = this.rows.filter((row) => row.kind === 'request' && row.request.type !== 'request_ended');
    return new Set(open.map(({ key }) => key));
  }

  /** Lets go of requests that have ended while nobody told us. */
  forget(keys: ReadonlySet<string>): void {
    const stillOpen = this.underWay();
    this.rows = this.rows.filter(({ key }) => !(keys.has(key) && stillOpen.has(key) && this.places.delete(key)));
  }

  /** Takes up requests that began before anybody looked. */
  takeUp(inFlight: readonly InFlightRequest[]): void {
    this.add(inFlight.filter(({ requestId }) => !this.places.has(requestId)).map(startedEvent));
    this.rows.sort((one, other) => one.at - other.at);
  }

  private addOne(event: LiveEvent): void {
    if (event.type === 'breaker' || event.type === 'config_changed') {
      this.rows.push({ kind: 'news', key: `news ${this.counter++}`, at: event.at, event });
      return;
    }
    const known = this.places.get(event.requestId);
    const row: LiveRow = { kind: 'request', key: event.requestId, at: known?.at ?? startOf(event), request: event };
    if (known) this.rows[this.rows.lastIndexOf(known)] = row;
    else this.rows.push(row);
    this.places.set(event.requestId, row);
  }
}

function startOf(event: LiveRequestState): number {
  return event.type === 'request_ended' ? event.startedAt : event.at;
}

function startedEvent({ startedAt, requestId, clientId, clientName, ...rest }: InFlightRequest): RequestStartedEvent {
  const { endpoint, askedModel, isStream } = rest;
  return { type: 'request_started', at: startedAt, requestId, clientId, clientName, endpoint, askedModel, isStream };
}
