import { closeSync, fdatasync, ftruncateSync, openSync, renameSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import type { JournalFolder } from './journal-folder';

const datasync = promisify(fdatasync);

/** Any way of writing to a file; tests put a disk that is full in its place. */
export type WriteAt = (fd: number, bytes: Buffer, start: number, length: number, position: number) => number;

/** One file of the journal, written from its beginning to its end by nobody else. */
export class SegmentFile {
  private written = 0;
  private isClosed = false;
  private syncing: Promise<Error | undefined> | undefined;
  private nextSync: Promise<Error | undefined> | undefined;
  /** The folder knows it by its name even after a power cut. */
  private isNamed = false;

  private constructor(
    private readonly folder: JournalFolder,
    readonly segment: number,
    private readonly fd: number,
    private readonly writeAt: WriteAt,
    /** Space that was set aside for it, all zeros; 0: it grows. */
    private readonly reservedBytes: number,
  ) {}

  static create(folder: JournalFolder, segment: number, writeAt: WriteAt = writeSync): SegmentFile {
    return new SegmentFile(folder, segment, openSync(folder.segmentPath(segment), 'wx', 0o600), writeAt, 0);
  }

  /** Makes the space set aside the next segment: its blocks are on the disk already. undefined where there is none. */
  static fromReserve(folder: JournalFolder, segment: number, writeAt: WriteAt = writeSync): SegmentFile | undefined {
    const reservedBytes = folder.sizeOf(folder.reservePath);
    if (reservedBytes === undefined) return undefined;
    renameSync(folder.reservePath, folder.segmentPath(segment));
    return new SegmentFile(folder, segment, openSync(folder.segmentPath(segment), 'r+'), writeAt, reservedBytes);
  }

  get size(): number {
    return this.written;
  }

  get isReserve(): boolean {
    return this.reservedBytes > 0;
  }

  /** What was set aside is used up to its end: it may be all there is. */
  isComplete(segmentBytes: number): boolean {
    return this.written >= Math.max(segmentBytes, this.reservedBytes);
  }

  /** Writes all the bytes or none of them. @throws what the file system says, e.g. ENOSPC */
  append(bytes: Buffer): void {
    let done = 0;
    try {
      // A disk that fills up takes a part and refuses the rest.
      while (done < bytes.length) done += this.writeAt(this.fd, bytes, done, bytes.length - done, this.written + done);
    } catch (error) {
      this.undo(done);
      throw error;
    }
    this.written += bytes.length;
  }

  /**
   * Resolves when what was written so far would survive a power cut. Never rejects: the bytes are written either way.
   * All who ask while the disk is at work share the next turn, which takes no longer for a hundred of them than for one.
   */
  sync(): Promise<Error | undefined> {
    if (this.isClosed) return Promise.resolve(undefined);
    if (this.syncing) {
      this.nextSync ??= this.syncing.then(() => {
        this.nextSync = undefined;
        return this.sync();
      });
      return this.nextSync;
    }
    this.syncing = this.syncNow().finally(() => {
      this.syncing = undefined;
    });
    return this.syncing;
  }

  private async syncNow(): Promise<Error | undefined> {
    try {
      await datasync(this.fd);
      if (!this.isNamed) await this.folder.sync();
      this.isNamed = true;
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    try {
      if (this.reservedBytes > this.written) ftruncateSync(this.fd, this.written);
    } finally {
      closeSync(this.fd);
    }
  }

  /** What was set aside keeps its space and gets its zeros back, which end the segment for its reader. */
  private undo(bytes: number): void {
    if (this.reservedBytes === 0) ftruncateSync(this.fd, this.written);
    else if (bytes > 0) this.writeAt(this.fd, Buffer.alloc(bytes), 0, bytes, this.written);
  }
}
