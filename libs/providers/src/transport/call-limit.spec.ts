import { getEventListeners } from 'node:events';
import { CallLimit } from './call-limit';

const LIMITS = { totalMs: 100, idleMs: 30 };

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
    const { signal } = new CallLimit(caller.signal, LIMITS);
    jest.advanceTimersByTime(99);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  describe('of an answer that', () => {
    let say: (part: Buffer | undefined) => void;
    const parts = async function* (): AsyncGenerator<Buffer> {
      for (;;) {
        const part = await new Promise<Buffer | undefined>((resolve) => (say = resolve));
        if (!part) return;
        yield part;
      }
    };
    /** Reads one part, which is said after so long. */
    const hear = async (reading: AsyncGenerator<Buffer>, afterMs: number): Promise<void> => {
      const next = reading.next();
      await jest.advanceTimersByTimeAsync(afterMs);
      say(Buffer.from('x'));
      await next;
    };

    it('falls silent, aborts as a time limit when the silence is too long', async () => {
      const limit = new CallLimit(caller.signal, LIMITS);
      const reading = limit.watched(parts());
      await hear(reading, 20);
      void reading.next();
      await jest.advanceTimersByTimeAsync(28);
      expect(limit.signal.aborted).toBe(false);
      await jest.advanceTimersByTimeAsync(3);
      expect(limit.signal.reason).toMatchObject({ name: 'TimeoutError' });
    });

    it('nobody asks more of, waits for its reader', async () => {
      const limit = new CallLimit(caller.signal, LIMITS);
      await hear(limit.watched(parts()), 20);
      await jest.advanceTimersByTimeAsync(60);
      expect(limit.signal.aborted).toBe(false);
    });

    it('never stops, aborts when the whole time is up', async () => {
      const limit = new CallLimit(caller.signal, LIMITS);
      const reading = limit.watched(parts());
      for (let i = 0; i < 4; i++) await hear(reading, 20);
      expect(limit.signal.aborted).toBe(false);
      await hear(reading, 20);
      expect(limit.signal.aborted).toBe(true);
    });
  });

  it.each([false, true])('aborts for the reason of its caller (before it began: %s)', (isBefore) => {
    const reason = new Error('gone');
    if (isBefore) caller.abort(reason);
    const { signal } = new CallLimit(caller.signal, LIMITS);
    if (!isBefore) caller.abort(reason);
    expect(signal.reason).toBe(reason);
  });

  it('leaves neither timer nor listener behind', () => {
    const limit = new CallLimit(caller.signal, LIMITS);
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(1);
    limit.end();
    expect([jest.getTimerCount(), getEventListeners(caller.signal, 'abort').length]).toEqual([0, 0]);
    caller.abort();
    expect(limit.signal.aborted).toBe(false);
  });
});
