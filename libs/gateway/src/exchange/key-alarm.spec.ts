import { ManualClock } from '../testing/exchange';
import { KeyAlarm } from './key-alarm';

describe('KeyAlarm', () => {
  it('tells of each provider at once, and again after a minute', () => {
    const clock = new ManualClock();
    const told: string[] = [];
    const alarm = new KeyAlarm(
      (message) => told.push(message),
      () => clock.monotonicMs(),
    );
    const raise = (providerId: string): void => alarm.raise({ providerId, message: `${providerId} refuses` });
    raise('acme');
    raise('beta');
    clock.advance(59_999);
    raise('acme');
    expect(told).toEqual(['acme refuses', 'beta refuses']);
    clock.advance(1);
    raise('acme');
    expect(told).toEqual(['acme refuses', 'beta refuses', 'acme refuses']);
  });
});
