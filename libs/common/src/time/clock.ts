/** Where time comes from, so that tests can hold it still. Wall time is for records, monotonic time for durations. */
export interface Clock {
  /** Wall time, epoch milliseconds. */
  now(): number;
  /** Milliseconds since an arbitrary start; never runs backwards. */
  monotonicMs(): number;
}
export const Clock = Symbol('Clock');

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
};
