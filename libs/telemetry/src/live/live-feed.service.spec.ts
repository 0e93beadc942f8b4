import type { LiveEvent } from '@app/contracts';
import { LiveFeed } from './live-feed.service';

const event = (name: string): LiveEvent => ({
  ...{ type: 'config_changed', at: 1, action: 'group.update', entity: 'group' },
  ...{ name, actorName: 'ann' },
});

describe('LiveFeed', () => {
  let feed: LiveFeed;
  beforeEach(() => {
    feed = new LiveFeed();
  });

  it('hands every event to every watcher, in order', () => {
    const [first, second]: [LiveEvent[], LiveEvent[]] = [[], []];
    feed.watch((seen) => first.push(seen));
    feed.watch((seen) => second.push(seen));
    feed.publish(event('a'));
    feed.publish(event('b'));
    expect(first).toEqual([event('a'), event('b')]);
    expect(second).toEqual(first);
  });

  it('keeps nothing for those who come later or have gone', () => {
    const seen: LiveEvent[] = [];
    feed.publish(event('before'));
    const stop = feed.watch((each) => seen.push(each));
    feed.publish(event('now'));
    stop();
    feed.publish(event('after'));
    expect(seen).toEqual([event('now')]);
  });

  it('knows whether anybody watches, however often a watcher leaves', () => {
    expect(feed.isWatched).toBe(false);
    const [stop, stopOther] = [feed.watch(() => undefined), feed.watch(() => undefined)];
    stop();
    stop();
    expect(feed.isWatched).toBe(true);
    stopOther();
    expect(feed.isWatched).toBe(false);
  });
});
