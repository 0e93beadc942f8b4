import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@app/common';
import type { LiveEvent, LiveFilter } from '@app/contracts';
import { isWanted, keyOf, LiveFeed, normalized, NotedEvent } from '@app/telemetry';
import { LiveFrameText } from './live-frame';

/** Ten frames a second are as much as an eye can follow, and a slow computer can draw. */
export const FRAME_MS = 100;
/** Of one tick and one filter; a busier feed is a sample, and says how much it left out. */
export const MAX_EVENTS_PER_FRAME = 1_000;

/** Somebody who gets frames. */
export interface LiveReader {
  deliver(frame: LiveFrameText): void;
  /** Each tick, for what could not be sent at once. */
  catchUp(): void;
}

/** All who want the same. */
interface Audience {
  readonly key: string;
  readonly filter: LiveFilter;
  readonly readers: Set<LiveReader>;
  events: NotedEvent[];
  dropped: number;
}

/** Collects what happens and hands it on in frames, made once for each distinct filter. Idle while nobody reads. */
@Injectable()
export class LiveBroadcast {
  private readonly audiences = new Map<string, Audience>();
  private readonly places = new Map<LiveReader, Audience>();
  private stopListening: (() => void) | undefined;

  constructor(
    private readonly feed: LiveFeed,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** From now on the reader gets what its filter wants; what it had before no longer counts. */
  join(reader: LiveReader, filter: LiveFilter): void {
    this.leavePlace(reader);
    const audience = this.audienceOf(normalized(filter));
    audience.readers.add(reader);
    this.places.set(reader, audience);
    this.stopListening ??= this.listen();
  }

  leave(reader: LiveReader): void {
    this.leavePlace(reader);
    if (this.places.size > 0) return;
    this.stopListening?.();
    this.stopListening = undefined;
  }

  private listen(): () => void {
    const stopWatching = this.feed.watch((event) => this.take(event));
    const timer = setInterval(() => this.tick(), FRAME_MS).unref();
    return () => {
      clearInterval(timer);
      stopWatching();
    };
  }

  private take(event: LiveEvent): void {
    const noted = new NotedEvent(event);
    for (const audience of this.audiences.values()) {
      if (!isWanted(audience.filter, noted)) continue;
      if (audience.events.length < MAX_EVENTS_PER_FRAME) audience.events.push(noted);
      else audience.dropped += 1;
    }
  }

  private tick(): void {
    const now = this.clock.now();
    for (const audience of this.audiences.values()) {
      if (audience.events.length === 0) continue;
      const frame = new LiveFrameText(audience.events, audience.dropped, now);
      audience.events = [];
      audience.dropped = 0;
      for (const reader of [...audience.readers]) reader.deliver(frame);
    }
    for (const reader of [...this.places.keys()]) reader.catchUp();
  }

  private audienceOf(filter: LiveFilter): Audience {
    const key = keyOf(filter);
    const known = this.audiences.get(key);
    if (known) return known;
    const audience: Audience = { key, filter, readers: new Set(), events: [], dropped: 0 };
    this.audiences.set(key, audience);
    return audience;
  }

  private leavePlace(reader: LiveReader): void {
    const audience = this.places.get(reader);
    audience?.readers.delete(reader);
    if (audience?.readers.size === 0) this.audiences.delete(audience.key);
    this.places.delete(reader);
  }
}
