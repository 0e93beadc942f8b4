import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import type { LiveEvent, LiveFrame } from '@app/contracts';
import { NotedEvent } from '@app/telemetry';
import { LiveFrameText } from './live-frame';
import { LiveSocket } from './live-socket';

const HOLDER = { sessionId: 's', userId: 'u', username: 'ann', role: 'viewer' as const };
const MB = 1024 * 1024;

class FakeSocket extends EventEmitter {
  bufferedAmount = 0;
  readonly sent: LiveFrame[] = [];
  readonly calls: string[] = [];

  send(data: Buffer | string): void {
    this.sent.push(JSON.parse(data.toString()) as LiveFrame);
  }
  close(code: number): void {
    this.calls.push(`close ${code}`);
  }
  ping(): void {
    this.calls.push('ping');
  }
  terminate(): void {
    this.calls.push('terminate');
  }
}

describe('LiveSocket', () => {
  let fake: FakeSocket;
  let reader: LiveSocket;
  beforeEach(() => {
    fake = new FakeSocket();
    reader = new LiveSocket(fake as EventEmitter as WebSocket, HOLDER);
  });

  function frame(name: string, { dropped = 0, size = 0 } = {}): LiveFrameText {
    const event: LiveEvent = {
      ...{ type: 'config_changed', at: 1, action: 'x'.repeat(size), entity: 'group', name, actorName: 'ann' },
    };
    return new LiveFrameText([new NotedEvent(event)], dropped, 1);
  }
  const received = (): [string, number][] =>
    fake.sent.map(({ events, dropped }) => [
      events.map((event) => ('name' in event ? event.name : '')).join(),
      dropped,
    ]);

  it('passes frames on to a reader that keeps up, up to a megabyte on the way', () => {
    reader.deliver(frame('a'));
    fake.bufferedAmount = MB;
    reader.deliver(frame('b', { dropped: 2 }));
    expect(received()).toEqual([
      ['a', 0],
      ['b', 2],
    ]);
  });

  it('keeps the newest frame for a slow reader and counts what it loses', () => {
    fake.bufferedAmount = MB + 1;
    for (const name of ['a', 'b', 'c']) reader.deliver(frame(name, { dropped: 10 }));
    reader.catchUp();
    expect(received()).toEqual([]);
    fake.bufferedAmount = 0;
    reader.catchUp();
    reader.catchUp();
    reader.deliver(frame('d'));
    expect(received()).toEqual([
      ['c', 32],
      ['d', 0],
    ]);
  });

  it('sends in order when the reader has caught up just then', () => {
    fake.bufferedAmount = MB + 1;
    reader.deliver(frame('a'));
    fake.bufferedAmount = 0;
    reader.deliver(frame('b'));
    expect(received()).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });

  it('gives up a reader to which more than four megabytes are owed', () => {
    fake.bufferedAmount = 2 * MB;
    for (const name of ['a', 'b', 'c']) reader.deliver(frame(name, { size: MB }));
    expect(fake.calls).toEqual(['close 1013']);
  });

  it('forgets what was owed as soon as a reader has caught up', () => {
    for (let round = 0; round < 5; round++) {
      fake.bufferedAmount = MB + 1;
      for (const name of ['a', 'b']) reader.deliver(frame(name, { size: MB }));
      fake.bufferedAmount = 0;
      reader.catchUp();
    }
    expect(fake.calls).toEqual([]);
  });

  it('gives up a reader that gave no sign of life since it was asked', () => {
    reader.probe();
    fake.emit('pong');
    reader.probe();
    reader.probe();
    expect(fake.calls).toEqual(['ping', 'ping', 'terminate']);
  });
});
