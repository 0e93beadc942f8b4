import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { LiveEvent } from '@app/contracts';

/**
 * What happens in the gateway, for those who watch just now: nothing is kept, and whoever comes later has missed it. It is fed
 * from the request path, so whoever publishes asks `isWatched` before it makes an event, and watchers take it without delay.
 */
@Injectable()
export class LiveFeed {
  private readonly events = new Subject<LiveEvent>();
  private watchers = 0;

  /** False: an event would be made for nobody. */
  get isWatched(): boolean {
    return this.watchers > 0;
  }

  publish(event: LiveEvent): void {
    this.events.next(event);
  }

  /** Hands on every event from now on, until the returned function is called. The watcher must not throw. */
  watch(watcher: (event: LiveEvent) => void): () => void {
    this.watchers += 1;
    const subscription = this.events.subscribe(watcher);
    subscription.add(() => {
      this.watchers -= 1;
    });
    return () => {
      subscription.unsubscribe();
    };
  }
}
