import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalCheckpoint } from '@app/persistence';
import { isMissing, JournalFolder } from './journal-folder';

const SLOT = /^\d+$/;

/** Where the journals of an installation lie. */
export function journalRoot(dataDir: string, folder: string | undefined): string {
  return folder ?? join(dataDir, 'journal');
}

/** What the journals hold that the database does not have yet, in bytes of records. Reads sizes alone, so others may go on writing. */
export async function journalBacklog(
  root: string,
  checkpointOf: (journalId: string) => Promise<JournalCheckpoint | undefined>,
): Promise<number> {
  let bytes = 0;
  for (const name of slotsIn(root)) {
    const folder = new JournalFolder(join(root, name));
    const segments = folder.segments();
    if (segments.length === 0) continue;
    const checkpoint = await checkpointOf(folder.id());
    for (const segment of segments) {
      const done = segment < (checkpoint?.segment ?? 0);
      const from = segment === checkpoint?.segment ? checkpoint.byteOffset : 0;
      if (!done) bytes += Math.max(0, (folder.sizeOf(folder.segmentPath(segment)) ?? 0) - from);
    }
  }
  return bytes;
}

function slotsIn(root: string): string[] {
  try {
    return readdirSync(root).filter((name) => SLOT.test(name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
