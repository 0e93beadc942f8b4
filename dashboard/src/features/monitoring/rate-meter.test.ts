import type { LiveEvent } from '@app/contracts';
import { RateMeter } from './rate-meter';

const ended = (second: number, outcome: 'completed' | 'failed' = 'completed'): LiveEvent =>
  ({ type: 'request_ended', at: second * 1_000 + 500, outcome }) as LiveEvent;

describe('RateMeter', () => {
  it('knows nothing before anything has ended', () => {
    const meter = new RateMeter();
    meter.count([{ type: 'request_started', at: 1 } as LiveEvent]);
    expect(meter.seconds()).toEqual([]);
  });

  it('counts the last minute, gaps included', () => {
    const meter = new RateMeter();
    meter.count([ended(100), ended(100, 'failed'), ended(102)]);
    const seconds = meter.seconds();
    expect(seconds).toHaveLength(60);
    expect(seconds.slice(-3)).toEqual([
      { second: 100, requests: 2, errors: 1 },
      { second: 101, requests: 0, errors: 0 },
      { second: 102, requests: 1, errors: 0 },
    ]);
  });

  it('forgets what is older', () => {
    const meter = new RateMeter();
    meter.count([ended(100)]);
    meter.count([ended(160)]);
    expect(meter.seconds().reduce((sum, { requests }) => sum + requests, 0)).toBe(1);
  });
});
