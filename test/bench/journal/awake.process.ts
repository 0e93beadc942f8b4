import { constants, setPriority } from 'node:os';

const SPIN_MS = 50;

/** Takes what nobody else wants of a core, so that it never sleeps. */
function spin(): void {
  const until = performance.now() + SPIN_MS;
  while (performance.now() < until);
  setImmediate(spin);
}

setPriority(constants.priority.PRIORITY_LOW);
process.once('disconnect', () => process.exit());
spin();
