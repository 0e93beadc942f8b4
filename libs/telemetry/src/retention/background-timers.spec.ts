import { backgroundTimers } from './background-timers';

describe('backgroundTimers', () => {
  afterEach(() => jest.useRealTimers());

  it('calls once, unless it was taken back', () => {
    jest.useFakeTimers();
    const work = jest.fn();
    backgroundTimers.after(200, work);
    backgroundTimers.after(200, work)();
    jest.advanceTimersByTime(199);
    expect(work).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1_000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('keeps no process alive', () => {
    const started = jest.spyOn(globalThis, 'setTimeout');
    const cancel = backgroundTimers.after(60_000, jest.fn());
    const [timer] = started.mock.results.map(({ value }) => value as NodeJS.Timeout);
    expect(timer?.hasRef()).toBe(false);
    cancel();
    started.mockRestore();
  });
});
