import { join } from 'node:path';
import { systemClock } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import { LedgerRepository, openDatabase } from '@app/persistence';
import { DEFAULT_LIMITS } from '@app/telemetry';
import { FileJournal } from '../../../libs/telemetry/src/journal/file-journal';
import { JournalDrainer } from '../../../libs/telemetry/src/journal/journal-drainer';
import { JOURNAL_START } from '../../../libs/telemetry/src/journal/record-journal';
import { systemTimers } from '../../../libs/telemetry/src/request-log/timers';
import { journalOptions } from './journal-options';

export interface DrainCost {
  /** Reading and decoding alone. */
  readonly readMicros: number;
  /** With insert and roll-ups; CPU time of all threads. */
  readonly drainMicros: number;
  readonly drainedPerSecond: number;
}

/** What it costs to take what an ended process left into the ledger. */
export async function drainCost(folder: string, records: readonly RequestRecord[]): Promise<DrainCost> {
  const options = journalOptions(join(folder, 'drained'), 'process');
  const left = new FileJournal(options, systemTimers);
  for (let start = 0; start < records.length; start += 100) {
    await Promise.all(records.slice(start, start + 100).map((record) => left.append(record)));
  }
  await left.close();
  const journal = new FileJournal(options, systemTimers);
  const read = await measured(() => readAll(journal));
  const database = await openDatabase(join(folder, 'drained.db'));
  try {
    const ledger = new LedgerRepository(database, systemClock);
    const drainer = new JournalDrainer(journal, ledger, systemTimers, DEFAULT_LIMITS);
    const drain = await measured(() => drainer.flush());
    if (drainer.drained !== records.length) throw new Error(`Drained ${drainer.drained} of ${records.length} records.`);
    return {
      readMicros: read.cpuMicros / records.length,
      drainMicros: drain.cpuMicros / records.length,
      drainedPerSecond: (records.length * 1_000) / drain.wallMs,
    };
  } finally {
    await database.close();
    await journal.close();
  }
}

async function readAll(journal: FileJournal): Promise<void> {
  for (let position = JOURNAL_START; ;) {
    const { records, end } = await journal.read(position, DEFAULT_LIMITS.rowsPerTransaction);
    if (records.length === 0) return;
    position = end;
  }
}

async function measured(work: () => Promise<void>): Promise<{ cpuMicros: number; wallMs: number }> {
  const before = process.cpuUsage();
  const startedMs = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpuMicros: user + system, wallMs: performance.now() - startedMs };
}
