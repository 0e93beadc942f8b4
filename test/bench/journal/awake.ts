import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/**
 * Keeps every core awake until the function it returns is called. A core that slept wakes with a slow clock and cold
 * caches, which doubles the cost of whatever woke it; at 1,000 requests a second the cores of a gateway do not sleep.
 */
export function keepAwake(): () => void {
  const spinners = Array.from({ length: availableParallelism() }, () => fork(join(__dirname, 'awake.process.js')));
  return () => {
    for (const spinner of spinners) spinner.kill();
  };
}
