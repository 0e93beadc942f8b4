import { setTimeout as pause } from 'node:timers/promises';
import type { RequestRecord } from '@app/contracts';

export interface AppendLoad {
  readonly perSecond: number;
  readonly seconds: number;
}

const MICROS_PER_SECOND = 1_000_000;

/**
 * Appends records at a steady rate, whatever they take, and returns the CPU time (user and system, all threads)
 * of the process in microseconds a record. With an `append` that does nothing it measures the loop alone.
 */
export async function appendCost(
  append: (record: RequestRecord) => Promise<void>,
  records: readonly RequestRecord[],
  { perSecond, seconds }: AppendLoad,
): Promise<number> {
  const total = perSecond * seconds;
  let resolved = 0;
  const count = (): void => {
    resolved += 1;
  };
  const before = process.cpuUsage();
  const startedMs = performance.now();
  for (let sent = 0; sent < total;) {
    // The timer's smallest step: at 1,000 a second about one record comes in a turn of the loop, as from sockets.
    await pause(1);
    const due = Math.min(total, Math.floor(((performance.now() - startedMs) * perSecond) / 1_000));
    for (; sent < due; sent++) {
      const record = records[sent % records.length];
      // A record was made a moment before it is appended, and is not fetched from far away.
      if (record) void append({ ...record, latencyMs: sent }).then(count);
    }
  }
  while (resolved < total) await pause(1);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / total;
}

/** Seconds of CPU time in a second, at so many microseconds a record. */
export function coreShare(microsPerRecord: number, perSecond: number): number {
  return (microsPerRecord * perSecond) / MICROS_PER_SECOND;
}
