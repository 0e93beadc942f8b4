import { getEventListeners } from 'node:events';
import { CallLimit } from './call-limit';

describe('CallLimit', () => {
  let caller: AbortController;
  beforeEach(() => {
    jest.useFakeTimers();
    caller = new AbortController();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('aborts as a time limit when the time is up', () => {
    const { signal } = new CallLimit(caller.signal, 100);
    jest.advanceTimersByTime(99);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it.each([false, true])('aborts for the reason of its caller (before it began: %s)', (isBefore) => {
    const reason = new Error('gone');
    if (isBefore) caller.abort(reason);
    const { signal } = new CallLimit(caller.signal, 100);
    if (!isBefore) caller.abort(reason);
    expect(signal.reason).toBe(reason);
  });

  it('leaves neither timer nor listener behind', () => {
    const limit = new CallLimit(caller.signal, 100);
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(1);
    limit.end();
    expect([jest.getTimerCount(), getEventListeners(caller.signal, 'abort').length]).toEqual([0, 0]);
    caller.abort();
    expect(limit.signal.aborted).toBe(false);
  });
});
