import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessLock } from '@app/persistence';
import { JournalFolder } from './journal-folder';

const SLOT = /^\d+$/;
const MAX_SLOTS = 64;

/** A folder for one journal, which nobody else uses while it is held. */
export interface JournalSlot {
  readonly path: string;
  readonly lock: ProcessLock;
}

/** The first folder below `root` that no other process writes to: two gateways on one data folder keep apart. */
export async function acquireSlot(root: string): Promise<JournalSlot> {
  for (let slot = 0; slot < MAX_SLOTS; slot++) {
    const path = join(root, String(slot));
    const lock = await lockOf(path);
    if (lock) return { path, lock };
  }
  throw new Error(`All ${MAX_SLOTS} journals below "${root}" are in use by other processes.`);
}

/** Journals that a process left behind and nobody holds, with something in them. Each has to be released. */
export async function acquireOrphans(root: string): Promise<JournalSlot[]> {
  const orphans: JournalSlot[] = [];
  for (const name of readdirSync(root).filter((entry) => SLOT.test(entry))) {
    const path = join(root, name);
    if (new JournalFolder(path).segments().length === 0) continue;
    const lock = await lockOf(path);
    if (lock) orphans.push({ path, lock });
  }
  return orphans;
}

/** Whether any process writes to a journal below `root`, as each running gateway does. */
export async function areJournalsHeld(root: string): Promise<boolean> {
  if (!existsSync(root)) return false;
  for (const name of readdirSync(root).filter((entry) => SLOT.test(entry))) {
    const lock = await lockOf(join(root, name));
    if (!lock) return true;
    await lock.release();
  }
  return false;
}

function lockOf(path: string): Promise<ProcessLock | undefined> {
  return ProcessLock.tryAcquire(new JournalFolder(path).lockPath);
}
