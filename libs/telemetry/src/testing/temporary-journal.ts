import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestRecord } from '@app/contracts';
import { FileJournal } from '../journal/file-journal';
import { JournalFolder } from '../journal/journal-folder';
import { JOURNAL_DEFAULTS, type JournalOptions } from '../journal/journal-options';
import { JOURNAL_START, type JournalPosition, type RecordJournal } from '../journal/record-journal';
import type { WriteAt } from '../journal/segment-file';
import { ManualTime } from './manual-time';

/** A folder for journals, opened as often as a test wants. */
export class TemporaryJournal {
  readonly path = mkdtempSync(join(tmpdir(), 'gophergate-journal-'));
  readonly folder = new JournalFolder(this.path);
  readonly time = new ManualTime();

  open(options: Partial<JournalOptions> = {}, writeAt?: WriteAt): FileJournal {
    const all = { ...JOURNAL_DEFAULTS, folder: this.path, durability: 'process', reserveBytes: 0, ...options } as const;
    return new FileJournal(all, this.time, writeAt);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Everything that follows, in batches. */
export async function readAll(
  journal: RecordJournal,
  from: JournalPosition = JOURNAL_START,
  batchSize = 1_000,
): Promise<{ records: RequestRecord[]; end: JournalPosition }> {
  const records: RequestRecord[] = [];
  let end = from;
  for (;;) {
    const batch = await journal.read(end, batchSize);
    records.push(...batch.records);
    const isOver = batch.records.length === 0 && batch.end.segment === end.segment && batch.end.offset === end.offset;
    end = batch.end;
    if (isOver) return { records, end };
  }
}
