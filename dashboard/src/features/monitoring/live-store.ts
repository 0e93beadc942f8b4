import type { LiveEvent, LiveFilter, LiveFrame } from '@app/contracts';
import type { InFlightList } from '@app/contracts/admin';
import { request } from '../../shared/api/request';
import { LiveConnection, type LiveState } from '../../shared/live/live-connection';
import { LiveRows, type LiveRow } from './live-row';
import { RateMeter, type SecondCount } from './rate-meter';

const CAPACITY = 5_000;

/** What the page shows; a new object whenever something of it has changed. */
export interface LiveSnapshot {
  readonly state: LiveState;
  /** Newest first. */
  readonly rows: readonly LiveRow[];
  /** Arrived since the list was paused. */
  readonly held: number;
  readonly isPaused: boolean;
  /** Left out by the server, since too much happened at once. */
  readonly dropped: number;
  readonly rates: readonly SecondCount[];
}

/** Takes frames as they come and shows them once for each picture that the browser draws. */
export class LiveStore {
  private readonly rows = new LiveRows(CAPACITY);
  private readonly meter = new RateMeter();
  private readonly listeners = new Set<() => void>();
  private connection: LiveConnection | undefined;
  private waiting: LiveEvent[] = [];
  private snapshot: LiveSnapshot = {
    ...{ state: { kind: 'connecting' }, rows: [], held: 0, isPaused: false, dropped: 0, rates: [] },
  };
  private frame = 0;

  constructor(private filter: LiveFilter) {}

  /** Connects; what was there before stays. */
  open(): void {
    this.connection = new LiveConnection(this.filter, {
      onFrame: (frame) => this.take(frame),
      onState: (state) => {
        this.change({ state });
        if (state.kind === 'open') void this.catchUp();
      },
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly getSnapshot = (): LiveSnapshot => this.snapshot;

  setFilter(filter: LiveFilter): void {
    this.filter = filter;
    this.rows.clear();
    this.waiting = [];
    this.connection?.setFilter(filter);
    this.change({ rows: [], held: 0 });
  }

  setPaused(isPaused: boolean): void {
    if (isPaused === this.snapshot.isPaused) return;
    this.change({ isPaused });
    if (!isPaused) this.flush();
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.connection?.close();
  }

  /** What is under way was told of before this connection. */
  private async catchUp(): Promise<void> {
    const before = this.rows.underWay();
    // Without it the list is merely shorter, and says of some requests that they go on.
    const found = await request<InFlightList>('/requests/in-flight').catch(() => null);
    if (!found) return;
    const open = new Set(found.items.map(({ requestId }) => requestId));
    this.rows.forget(new Set([...before].filter((key) => !open.has(key))));
    // Which of them a filter would let through only the server can say.
    if (Object.keys(this.filter).length === 0) this.rows.takeUp(found.items);
    this.change({ rows: this.rows.newest() });
  }

  private take({ events, dropped }: LiveFrame): void {
    this.waiting.push(...events);
    // A page that nobody looks at draws nothing, and must not grow for that.
    if (this.waiting.length > CAPACITY) this.waiting.splice(0, this.waiting.length - CAPACITY);
    this.meter.count(events);
    if (dropped > 0) this.snapshot = { ...this.snapshot, dropped: this.snapshot.dropped + dropped };
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.flush());
  }

  private flush(): void {
    this.frame = 0;
    if (this.snapshot.isPaused) {
      this.change({ held: this.waiting.length, rates: this.meter.seconds() });
      return;
    }
    this.rows.add(this.waiting);
    this.waiting = [];
    this.change({ rows: this.rows.newest(), held: 0, rates: this.meter.seconds() });
  }

  private change(change: Partial<LiveSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.listeners) listener();
  }
}
