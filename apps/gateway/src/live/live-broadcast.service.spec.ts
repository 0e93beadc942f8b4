import type { LiveEvent } from '@app/contracts';
import { LiveFeed } from '@app/telemetry';
import { ManualClock } from '../../../../libs/common/src/testing/manual-clock';
import { LiveBroadcast, MAX_EVENTS_PER_FRAME, type LiveReader } from './live-broadcast.service';
import type { LiveFrameText } from './live-frame';

class FakeReader implements LiveReader {
  readonly frames: LiveFrameText[] = [];
  catchUps = 0;

  deliver(frame: LiveFrameText): void {
    this.frames.push(frame);
  }
  catchUp(): void {
    this.catchUps += 1;
  }
}
const breakerOf = (providerId: string): LiveEvent => ({
  ...{ type: 'breaker', at: 1, providerId, model: null, from: 'closed', to: 'open', isManual: false },
});

describe('LiveBroadcast', () => {
  let feed: LiveFeed;
  let broadcast: LiveBroadcast;
  beforeEach(() => {
    jest.useFakeTimers();
    feed = new LiveFeed();
    broadcast = new LiveBroadcast(feed, new ManualClock());
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  function join(filter = {}): FakeReader {
    const reader = new FakeReader();
    broadcast.join(reader, filter);
    return reader;
  }

  it('hands on what happened within a tenth of a second as one frame, the same for all who want the same', () => {
    const [first, second] = [join({ provider: 'acme' }), join({ provider: 'acme' })];
    for (const id of ['acme', 'other', 'acme']) feed.publish(breakerOf(id));
    expect(first.frames).toEqual([]);
    jest.advanceTimersByTime(100);
    expect(first.frames.map(({ count }) => count)).toEqual([2]);
    expect(second.frames[0]).toBe(first.frames[0]);
  });

  it('is silent when nothing happens, but lets readers catch up', () => {
    const reader = join();
    jest.advanceTimersByTime(500);
    expect(reader.frames).toEqual([]);
    expect(reader.catchUps).toBe(5);
  });

  it('tells how many more there were than a frame holds', () => {
    const reader = join();
    for (let i = 0; i < MAX_EVENTS_PER_FRAME + 7; i++) feed.publish(breakerOf('acme'));
    jest.advanceTimersByTime(100);
    feed.publish(breakerOf('acme'));
    jest.advanceTimersByTime(100);
    expect(reader.frames.map(({ count, dropped }) => [count, dropped])).toEqual([
      [MAX_EVENTS_PER_FRAME, 7],
      [1, 0],
    ]);
  });

  it('lets a new filter take the place of the one before', () => {
    const reader = join({ provider: 'acme' });
    feed.publish(breakerOf('acme'));
    broadcast.join(reader, { provider: 'other' });
    feed.publish(breakerOf('acme'));
    feed.publish(breakerOf('other'));
    jest.advanceTimersByTime(100);
    expect(reader.frames.map(({ count }) => count)).toEqual([1]);
  });

  it('listens only while somebody reads', () => {
    expect(feed.isWatched).toBe(false);
    const [first, second] = [join(), join({ provider: 'acme' })];
    expect(feed.isWatched).toBe(true);
    broadcast.leave(first);
    expect(feed.isWatched).toBe(true);
    broadcast.leave(second);
    broadcast.leave(second);
    expect(feed.isWatched).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
    join();
    expect(feed.isWatched).toBe(true);
  });
});
