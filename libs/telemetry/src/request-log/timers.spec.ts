import { systemTimers } from './timers';

describe('systemTimers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('calls once, after the delay', () => {
    const work = jest.fn();
    systemTimers.after(200, work);
    jest.advanceTimersByTime(199);
    expect(work).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1_000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('does not call what was taken back', () => {
    const work = jest.fn();
    systemTimers.after(200, work)();
    jest.advanceTimersByTime(1_000);
    expect(work).not.toHaveBeenCalled();
  });
});
