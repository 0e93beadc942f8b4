import { open, rename, rm } from 'node:fs/promises';
import type { JournalFolder } from './journal-folder';

const CHUNK_BYTES = 1024 * 1024;

/** Fills a file with zeros, because only what is written is sure to have its place on the disk. Does nothing where there is one. */
export async function makeReserve(folder: JournalFolder, bytes: number): Promise<void> {
  if (folder.sizeOf(folder.reservePath) !== undefined) return;
  const unfinished = `${folder.reservePath}.new`;
  try {
    const file = await open(unfinished, 'w', 0o600);
    try {
      const zeros = Buffer.alloc(Math.min(bytes, CHUNK_BYTES));
      for (let done = 0; done < bytes; done += zeros.length) await file.write(zeros);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(unfinished, folder.reservePath);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
