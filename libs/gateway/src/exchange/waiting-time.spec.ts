import { ManualClock } from '../testing/exchange';
import { WaitingTime } from './waiting-time';

describe('WaitingTime', () => {
  const clock = new ManualClock();
  const waiting = new WaitingTime(() => clock.monotonicMs());

  it('adds up what lies between beginnings and ends, and what others measured', () => {
    expect(waiting.totalMs).toBe(0);
    waiting.begin();
    clock.advance(10);
    waiting.begin();
    clock.advance(5);
    waiting.end();
    clock.advance(100);
    waiting.end();
    waiting.add(7);
    expect(waiting.totalMs).toBe(22);
  });
});
