import type { Timers } from '../request-log/timers';

/** Timers that keep no process alive: work that can as well be done after the next start. */
export const backgroundTimers: Timers = {
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
