/** How waiting is done, so that tests need not wait. */
export interface Timers {
  /** Calls `work` once after so many milliseconds, unless the function it returns is called first. */
  after(delayMs: number, work: () => void): () => void;
}
export const Timers = Symbol('Timers');

export const systemTimers: Timers = {
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
};
