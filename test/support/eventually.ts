import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 5;

/** Asks again and again until there is an answer; fails loudly when none comes in time. */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  withinMs = 10_000,
): Promise<T> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > giveUpAt) throw new Error(`Waited ${withinMs} ms in vain: ${what}`);
    await pause(POLL_MS);
  }
}

/** Resolves with a growing number once it has not changed for so long. */
export async function settled(read: () => number, unchangedForMs: number, withinMs = 20_000): Promise<number> {
  let last = read();
  let since = performance.now();
  return eventually(
    'a number that stops growing',
    () => {
      const now = read();
      if (now !== last) {
        last = now;
        since = performance.now();
      }
      return performance.now() - since >= unchangedForMs && { value: last };
    },
    withinMs,
  ).then(({ value }) => value);
}
