import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '@app/common';

const SEGMENT = /^(\d{10})\.log$/;
const DIGITS = 10;

/** The files of one journal: `0000000001.log` and on, the space set aside, and the name of the journal. */
export class JournalFolder {
  readonly reservePath: string;
  readonly lockPath: string;
  private readonly idPath: string;

  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    this.reservePath = join(path, 'reserve');
    this.lockPath = join(path, 'lock');
    this.idPath = join(path, 'id');
  }

  /** Made once; a journal that is copied or restored keeps it, a new one gets its own. */
  id(): string {
    try {
      const id = readFileSync(this.idPath, 'utf8').trim();
      if (id !== '') return id;
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    const id = randomUUID();
    // Renamed into place: a name that was half written would never be found in a checkpoint again.
    writeFileSync(`${this.idPath}.new`, id, { mode: 0o600 });
    renameSync(`${this.idPath}.new`, this.idPath);
    return id;
  }

  /** Numbers of the segments, oldest first. */
  segments(): number[] {
    return readdirSync(this.path)
      .map((name) => Number(SEGMENT.exec(name)?.[1] ?? 0))
      .filter((segment) => segment > 0)
      .sort((a, b) => a - b);
  }

  segmentPath(segment: number): string {
    return join(this.path, `${String(segment).padStart(DIGITS, '0')}.log`);
  }

  remove(segment: number): void {
    rmSync(this.segmentPath(segment), { force: true });
  }

  /** Takes a segment that cannot be read to its end out of the way, without deleting what may still be of use. */
  setAside(segment: number): string {
    const path = `${this.segmentPath(segment)}.damaged`;
    renameSync(this.segmentPath(segment), path);
    return path;
  }

  /** Resolves when the names of its files would survive a power cut. Not every file system keeps a name with the bytes. */
  async sync(): Promise<void> {
    const folder = await open(this.path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  sizeOf(path: string): number | undefined {
    return statSync(path, { throwIfNoEntry: false })?.size;
  }
}

export function isMissing(error: unknown): boolean {
  return isRecord(error) && error['code'] === 'ENOENT';
}
