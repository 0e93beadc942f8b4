import { ManualClock } from '../../../../libs/common/src/testing/manual-clock';
import { MessageRate } from './message-rate';

describe('MessageRate', () => {
  it('lets twenty messages a second pass', () => {
    const clock = new ManualClock();
    const rate = new MessageRate(clock);
    const said = (count: number): boolean[] => Array.from({ length: count }, () => rate.isKept());
    expect(said(20)).toEqual(Array.from({ length: 20 }, () => true));
    expect(said(1)).toEqual([false]);
    clock.advance(999);
    expect(said(1)).toEqual([false]);
    clock.advance(1);
    expect(said(1)).toEqual([true]);
  });
});
