import { Logger } from '@nestjs/common';
import type { JournalFolder } from './journal-folder';
import { JOURNAL_START, type JournalBatch, type JournalPosition } from './record-journal';
import { readSegment, type Behind } from './segment-reader';

/** The segment that is being written. */
export interface CurrentSegment {
  readonly segment: number;
  readonly size: number;
}

/** Reads the segments of a journal in their order, while the last of them grows. */
export class JournalReader {
  private readonly logger = new Logger(JournalReader.name);
  private hasBeenRead = false;

  constructor(
    private readonly folder: JournalFolder,
    /** The last segment that this process did not write itself. */
    private readonly inherited: number,
    private readonly current: () => CurrentSegment | undefined,
  ) {}

  async read(position: JournalPosition, limit: number): Promise<JournalBatch> {
    let { segment, offset } = this.firstAt(position);
    this.hasBeenRead = true;
    for (;;) {
      const isCurrent = segment === this.current()?.segment;
      const part = await readSegment(
        this.folder.segmentPath(segment),
        offset,
        isCurrent ? this.current()?.size : undefined,
        limit,
      );
      if (part && (part.records.length > 0 || part.behind === 'more')) {
        return { records: part.records, end: { segment, offset: part.end }, hasMore: part.behind === 'more' };
      }
      const next = this.folder.segments().find((number) => number > segment);
      // Only an older segment is known to be complete: the current one may have grown meanwhile.
      if (next === undefined || isCurrent) {
        return { records: [], end: { segment, offset: part?.end ?? offset }, hasMore: false };
      }
      if (part) this.leave(segment, part.end, part.behind);
      ({ segment, offset } = { segment: next, offset: 0 });
    }
  }

  /** The first segment that is there, if the one of the position is gone: it was released, or is of another installation. */
  private firstAt(position: JournalPosition): JournalPosition {
    const segments = this.folder.segments();
    // Nobody has read what this process wrote, so the place is in a lost file, whatever bears its number by now.
    const isOfLostFile = !this.hasBeenRead && position.segment > this.inherited;
    if (segments.includes(position.segment) && !isOfLostFile) return position;
    const later = isOfLostFile ? undefined : segments.find((segment) => segment > position.segment);
    const segment = later ?? segments[0];
    if (segment !== undefined) return { segment, offset: 0 };
    return isOfLostFile ? JOURNAL_START : position;
  }

  private leave(segment: number, end: number, behind: Behind): void {
    if (behind === 'cut') {
      this.logger.warn(`The journal's segment ${segment} breaks off after ${end} bytes, as after a crash.`);
    }
    if (behind !== 'damaged') return;
    const path = this.folder.setAside(segment);
    this.logger.error(`The journal's segment ${segment} is damaged at byte ${end}; its rest is kept in "${path}".`);
  }
}
