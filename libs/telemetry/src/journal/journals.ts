import { Injectable, Logger } from '@nestjs/common';
import { DatabaseUnavailableError, type LedgerRepository } from '@app/persistence';
import type { RequestLogLimits } from '../request-log/request-log-limits';
import type { Timers } from '../request-log/timers';
import { FileJournal } from './file-journal';
import { JournalDrainer } from './journal-drainer';
import type { JournalOptions } from './journal-options';
import { acquireOrphans, acquireSlot, type JournalSlot } from './journal-slots';
import { MemoryJournal } from './memory-journal';
import type { RecordJournal } from './record-journal';

/** The journal of this process, held against others, and those that ended processes left behind. */
@Injectable()
export class Journals {
  private readonly logger = new Logger(Journals.name);

  private readonly adopting = new Set<JournalDrainer>();

  private constructor(
    readonly own: RecordJournal,
    private readonly options: JournalOptions,
    private readonly timers: Timers,
    private readonly slot: JournalSlot | undefined,
  ) {}

  /** @throws DatabaseUnavailableError when there is no folder to write to */
  static async open(options: JournalOptions, timers: Timers): Promise<Journals> {
    if (options.durability === 'memory') {
      return new Journals(new MemoryJournal(options.maxHeldRecords), options, timers, undefined);
    }
    try {
      const slot = await acquireSlot(options.folder);
      return new Journals(new FileJournal({ ...options, folder: slot.path }, timers), options, timers, slot);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DatabaseUnavailableError(
        `The journal in "${options.folder}" cannot be opened: ${reason}. Check that this user may write there, or choose another folder.`,
        { cause },
      );
    }
  }

  /** Takes the journals of processes that did not come back into the ledger. */
  async adopt(ledger: LedgerRepository, limits: RequestLogLimits): Promise<void> {
    if (!this.slot) return;
    for (const orphan of await acquireOrphans(this.options.folder)) {
      const journal = new FileJournal({ ...this.options, folder: orphan.path, reserveBytes: 0 }, this.timers);
      const drainer = new JournalDrainer(journal, ledger, this.timers, limits);
      this.adopting.add(drainer);
      await drainer.flush();
      await drainer.close();
      this.adopting.delete(drainer);
      await journal.close();
      await orphan.lock.release();
      this.logger.log(`Took over ${drainer.drained} request records that another process left in "${orphan.path}".`);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.adopting].map((drainer) => drainer.close()));
    await this.own.close();
    await this.slot?.lock.release();
  }
}
