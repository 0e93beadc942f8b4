import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { JournalDurability } from '@app/config';
import type { RequestRecord } from '@app/contracts';
import { FileJournal } from '../../../libs/telemetry/src/journal/file-journal';
import { encodeRecord } from '../../../libs/telemetry/src/journal/record-codec';
import { systemTimers } from '../../../libs/telemetry/src/request-log/timers';
import { temporaryFolder } from '../../support/temporary-folder';
import { SeededRequests } from '../seed/seeded-requests';
import { appendCost, coreShare, type AppendLoad } from './append-cost';
import { keepAwake } from './awake';
import { drainCost } from './drain-cost';
import { journalOptions } from './journal-options';

/** Microseconds of CPU a record that may be spent at a rate; at `power` most of it is the disk's. */
const RATES = [
  { perSecond: 1_000, boundMicros: 20 },
  { perSecond: 10_000, boundMicros: 10 },
] as const;
const LEVELS = ['process', 'power'] as const satisfies readonly JournalDurability[];
const REPLAYS_PER_SECOND = 20_000;

interface Cost {
  readonly floor: number;
  readonly journal: number;
}

/** `npm run bench:journal [-- --rounds 9 --seconds 2 --rows 100000]`: CPU time of the journal, beside the same loop without it. The line `asleep` has cores that sleep between the records. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '9' },
      seconds: { type: 'string', default: '2' },
      rows: { type: 'string', default: '100000' },
    },
  });
  const { folder, remove } = temporaryFolder();
  const rounds = Number(values.rounds);
  const seconds = Number(values.seconds);
  try {
    const records = sampleRecords(64);
    const bytes = records.reduce((sum, record) => sum + Buffer.byteLength(encodeRecord(record)), 0) / records.length;
    console.log(
      `Records of ${bytes.toFixed(0)} bytes on average; CPU time (user and system, all threads), floor subtracted.`,
    );
    await warmUp(join(folder, 'warm'), records);
    const letSleep = keepAwake();
    for (const durability of LEVELS) {
      for (const { perSecond, boundMicros } of RATES) {
        const cost = await costInTurns(join(folder, durability), durability, records, { perSecond, seconds }, rounds);
        report(durability, perSecond, cost, durability === 'process' ? boundMicros : undefined);
      }
    }
    letSleep();
    const asleep = await costInTurns(join(folder, 'asleep'), 'process', records, { perSecond: 1_000, seconds }, rounds);
    report('asleep', 1_000, asleep, undefined);
    await tellDrain(folder, Number(values.rows));
  } finally {
    remove();
  }
}

function sampleRecords(count: number): RequestRecord[] {
  const requests = new SeededRequests(1);
  return Array.from({ length: count }, (_, index) => requests.at(Date.UTC(2026, 10, 22) + index));
}

/** A gateway under load runs compiled code; at 1,000 a second it would take a minute to get there. */
async function warmUp(folder: string, records: readonly RequestRecord[]): Promise<void> {
  const journal = new FileJournal(journalOptions(folder, 'process'), systemTimers);
  await appendCost((record) => journal.append(record), records, { perSecond: 20_000, seconds: 2 });
  await journal.close();
}

/** Alternates, so that a noisy neighbour meets both; the first round only warms up. The median round counts. */
async function costInTurns(
  folder: string,
  durability: JournalDurability,
  records: readonly RequestRecord[],
  load: AppendLoad,
  rounds: number,
): Promise<Cost> {
  const journal = new FileJournal(journalOptions(folder, durability), systemTimers);
  const nothing = (): Promise<void> => Promise.resolve();
  const costs: Cost[] = [];
  for (let round = 0; round <= rounds; round++) {
    const floor = await appendCost(nothing, records, load);
    const withJournal = await appendCost((record) => journal.append(record), records, load);
    if (round > 0) costs.push({ floor, journal: withJournal });
  }
  await journal.close();
  const byOwnCost = costs.sort((a, b) => a.journal - a.floor - (b.journal - b.floor));
  return byOwnCost[Math.floor(byOwnCost.length / 2)] ?? { floor: 0, journal: 0 };
}

function report(durability: string, perSecond: number, { floor, journal }: Cost, bound: number | undefined): void {
  const own = journal - floor;
  const isMissed = bound !== undefined && own > bound;
  const promise = bound === undefined ? 'no bound' : `bound ${bound} µs${isMissed ? ': MISSED' : ''}`;
  console.log(
    `${durability.padEnd(8)}${String(perSecond).padStart(6)}/s  append ${own.toFixed(1).padStart(6)} µs  (with ${journal.toFixed(1)}, floor ${floor.toFixed(1)}; ${(coreShare(own, perSecond) * 100).toFixed(1)} % of a core)  ${promise}`,
  );
  if (isMissed) process.exitCode = 1;
}

async function tellDrain(folder: string, rows: number): Promise<void> {
  const { readMicros, drainMicros, drainedPerSecond } = await drainCost(folder, sampleRecords(rows));
  console.log(
    `drain of ${rows} rows: read and decode ${readMicros.toFixed(1)} µs a row, with insert and roll-ups ${drainMicros.toFixed(1)} µs; replay ${drainedPerSecond.toFixed(0)} rows a second (aim ${REPLAYS_PER_SECOND})`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
