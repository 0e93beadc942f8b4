import type { LiveEvent } from '@app/contracts';
import { NotedEvent } from '@app/telemetry';
import { LiveFrameText } from './live-frame';

const events = ['a', 'b'].map((name): LiveEvent => ({
  ...{ type: 'config_changed', at: 1, action: 'group.update', entity: 'group', name, actorName: 'ann "the" admin' },
}));
const frame = new LiveFrameText(
  events.map((event) => new NotedEvent(event)),
  3,
  99,
);

describe('LiveFrameText', () => {
  it('is the frame of the protocol', () => {
    expect(JSON.parse(frame.textFor(0).toString())).toEqual({ type: 'events', serverTime: 99, dropped: 3, events });
    expect(frame.count).toBe(2);
    expect(frame.bytes).toBeGreaterThan(150);
  });

  it('is made once for all who have missed nothing', () => {
    expect(frame.textFor(0)).toBe(frame.textFor(0));
  });

  it('tells each other reader what that one has missed', () => {
    expect(JSON.parse(frame.textFor(40).toString())).toMatchObject({ dropped: 43, events });
  });
});
