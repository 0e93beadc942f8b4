import { Logger } from '@nestjs/common';
import type { RequestRecord } from '@app/contracts';
import type { Timers } from '../request-log/timers';
import { Framer } from './frame';
import { HeldRecords } from './held-records';
import { JournalFolder } from './journal-folder';
import { JournalReader } from './journal-reader';
import type { JournalOptions } from './journal-options';
import { lostMessage, type JournalBatch, type JournalPosition, type RecordJournal } from './record-journal';
import { encodeRecord } from './record-codec';
import { makeReserve } from './reserve';
import { SegmentFile, type WriteAt } from './segment-file';

/** Records of one write. A turn of the loop seldom has as many; those that waited for a full disk come in such pieces. */
const RECORDS_PER_WRITE = 256;
/** Of the records in memory, the part that may be of requests no provider was asked for: the others cost money. */
const SHARE_OF_REFUSALS = 0.25;

/**
 * Keeps records in files that only grow. Records of one turn of the event loop are written together and synchronously:
 * the page cache takes them in microseconds, where a thread of the pool would cost four times as much. What a disk
 * does not take at once waits in memory, within limits.
 */
export class FileJournal implements RecordJournal {
  private readonly logger = new Logger(FileJournal.name);
  private readonly folder: JournalFolder;
  private readonly held = new HeldRecords();
  private readonly framer = new Framer();
  private readonly reader: JournalReader;
  readonly id: string;
  private current: SegmentFile | undefined;
  private lastSegment: number;
  private isWriteDue = false;
  private isClosed = false;
  lost = 0;
  private failure: unknown;
  private cancelRetry: (() => void) | undefined;
  private cancelSync: (() => void) | undefined;

  constructor(
    private readonly options: JournalOptions,
    private readonly timers: Timers,
    private readonly writeAt?: WriteAt,
  ) {
    this.folder = new JournalFolder(options.folder);
    this.id = this.folder.id();
    // What another process left is read and never written to again: its last frame may be cut.
    this.lastSegment = this.folder.segments().at(-1) ?? 0;
    this.reader = new JournalReader(this.folder, this.lastSegment, () => this.current);
    this.setReserveAside();
  }

  get isFull(): boolean {
    return this.failure !== undefined;
  }

  append(record: RequestRecord): Promise<void> {
    return new Promise((resolve) => {
      const payload = encodeRecord(record);
      if (this.isFull) {
        this.holdWithinLimits(payload, record);
        // Waiting for a disk would keep the client from an answer that is paid for.
        resolve();
        return;
      }
      this.held.push(payload, record.attempts === 0, resolve);
      if (this.isClosed) {
        void this.close();
        return;
      }
      if (this.isWriteDue) return;
      this.isWriteDue = true;
      setImmediate(() => this.writeHeld());
    });
  }

  read(position: JournalPosition, limit: number): Promise<JournalBatch> {
    return this.reader.read(position, limit);
  }

  release({ segment }: JournalPosition): Promise<void> {
    for (const older of this.folder.segments()) {
      if (older < segment && older !== this.current?.segment) this.folder.remove(older);
    }
    return Promise.resolve();
  }

  /** A request that ends later still is written at once, into a segment of its own. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.writeHeld();
    this.cancelRetry?.();
    this.cancelSync?.();
    const { current } = this;
    this.current = undefined;
    await current?.sync();
    current?.close();
    if (this.held.count > 0) {
      this.logger.error(`${this.held.count} request records are lost: the journal's disk did not take them.`);
    }
  }

  private writeHeld(): void {
    this.isWriteDue = false;
    while (this.held.count > 0) {
      try {
        this.write(this.framer.framed(this.held.payloads(RECORDS_PER_WRITE)));
      } catch (error) {
        this.retryLater(error);
        return;
      }
      this.confirm(this.held.release(RECORDS_PER_WRITE));
    }
    if (this.isFull) this.recovered();
  }

  /** What was written is answered as the durability demands. */
  private confirm(answer: () => void): void {
    if (this.options.durability === 'power') void this.sync().then(answer);
    else {
      answer();
      this.cancelSync ??= this.timers.after(this.options.syncEveryMs, () => void this.sync());
    }
    if (this.current?.isComplete(this.options.segmentBytes)) this.finishSegment();
  }

  private write(bytes: Buffer): void {
    try {
      this.current ??= this.nextSegment();
      this.current.append(bytes);
    } catch (error) {
      const reserve = SegmentFile.fromReserve(this.folder, this.lastSegment + 1, this.writeAt);
      if (!reserve) {
        this.leaveSegment();
        throw error;
      }
      this.logger.error(`The journal's disk takes nothing (${messageOf(error)}); it goes on in the space set aside.`);
      this.lastSegment += 1;
      this.finishSegment();
      this.current = reserve;
      reserve.append(bytes);
    }
  }

  private nextSegment(): SegmentFile {
    return SegmentFile.create(this.folder, ++this.lastSegment, this.writeAt);
  }

  /** An empty segment needs no space, and behind it the ledger lets go of the one before, which gives its space back. */
  private leaveSegment(): void {
    if (this.current === undefined || this.current.size === 0) return;
    try {
      const next = this.nextSegment();
      this.finishSegment();
      this.current = next;
    } catch {
      // Not even a name finds room: the next retry asks again.
    }
  }

  private finishSegment(): void {
    const finished = this.current;
    this.current = undefined;
    if (!finished) return;
    if (finished.isReserve) this.setReserveAside();
    // Closed after it is safe on the disk, so that nothing waits for that here.
    void finished.sync().then(() => finished.close());
  }

  private retryLater(error: unknown): void {
    if (!this.isFull) this.logger.error(`The journal takes no records: ${messageOf(error)}.`);
    this.failure = error;
    this.held.answer();
    this.cancelRetry ??= this.timers.after(this.options.retryEveryMs, () => {
      this.cancelRetry = undefined;
      this.writeHeld();
    });
  }

  private recovered(): void {
    this.failure = undefined;
    this.logger.log('The journal takes records again.');
    this.setReserveAside();
  }

  private setReserveAside(): void {
    const { reserveBytes } = this.options;
    if (reserveBytes === 0) return;
    makeReserve(this.folder, reserveBytes).catch((error: unknown) => {
      this.logger.warn(`No space could be set aside for a full disk: ${messageOf(error)}.`);
    });
  }

  private async sync(): Promise<void> {
    this.cancelSync = undefined;
    const error = await this.current?.sync();
    if (error) this.logger.error(`The journal is written but cannot be brought to the disk: ${error.message}`);
  }

  private holdWithinLimits(payload: string, record: RequestRecord): void {
    const { maxHeldRecords, maxHeldBytes } = this.options;
    const isRefusal = record.attempts === 0;
    const isTooMany =
      this.held.count >= maxHeldRecords ||
      this.held.chars + payload.length > maxHeldBytes ||
      (isRefusal && this.held.refusals >= maxHeldRecords * SHARE_OF_REFUSALS);
    if (!isTooMany) {
      this.held.push(payload, isRefusal);
      return;
    }
    this.lost += 1;
    this.logger.error(lostMessage(record, "the journal's disk takes nothing"));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
