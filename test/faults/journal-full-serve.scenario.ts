import { verdictOf } from '../ledger/verdict';
import type { Acknowledged, Traffic } from '../ledger/traffic';
import { eventually } from '../support/eventually';
import { Bed } from './bed';
import { compareHealth, compareMemory, LatencyComparison } from './comparison';
import type { Findings } from './findings';
import { journalPolicy, mountJournal, outcomesIn, refusing, reserveIsThere, serving } from './journal-full';
import type { Span } from './latency';
import { DRAINED_WITHIN_MS, type Plan, type Scenario } from './plan';
import type { Volume } from './volume';
import type { WriteLock } from './write-lock';
import { warmUp } from './warm-up';

const BUDGETED_SHARE = 0.1;
/** What is counted as lost names its request. */
const LOST = /Request record ([0-9a-f-]{36}) \(cost [^)]*\) is lost/g;
const LOST_WITHIN_MS = 60_000;
/** Memory holds 4,096 records. */
const LONGEST_HELD_SECONDS = 6;

/**
 * As before, but requests of clients without a budget are served: nothing is lost while memory holds their records, and
 * what it cannot hold is named in the log.
 */
export const journalFullServe: Scenario = {
  id: 'journal-full-serve',
  needsVolume: true,
  run: async (plan, findings) => {
    const bed = await Bed.open();
    try {
      await run(bed, plan, findings);
    } finally {
      await bed.close();
    }
  },
};

async function run(bed: Bed, { seconds, requestsPerSecond, isTimeJudged }: Plan, findings: Findings): Promise<void> {
  const volume = mountJournal(bed);
  await bed.serve(journalPolicy('serve'));
  await reserveIsThere(bed);
  const free = await bed.ask(requestsPerSecond * (1 - BUDGETED_SHARE), 'free');
  const budget = { nanoUsd: Number.MAX_SAFE_INTEGER, period: 'total' } as const;
  const budgeted = await bed.ask(requestsPerSecond * BUDGETED_SHARE, 'budgeted', { budget });
  const heldBefore = await warmUp(bed);
  const latency = new LatencyComparison(free.acknowledged, isTimeJudged);
  const full: Span[] = [];
  let lock: WriteLock | undefined;
  do {
    const calm = await bed.span(seconds / 2);
    lock ??= await bed.lockDatabase();
    const fault = await fullSpan(bed, volume, budgeted, Math.min(seconds / 2, LONGEST_HELD_SECONDS));
    full.push(fault);
    latency.add([calm], fault);
  } while (latency.isUndecided);
  // Up to here, memory held all that the disk did not take.
  const kept = free.acknowledged.length;
  findings.expectZero('namedAsLostWithinBounds', namedAsLost(bed.log).size);

  volume.fill();
  await eventually('a record given up', () => namedAsLost(bed.log).size > 0, LOST_WITHIN_MS);
  await bed.span(1);
  const heldDuring = await bed.probe.collectedBytes();
  volume.free();
  await serving(budgeted);
  await lock.release();
  const named = namedAsLost(bed.log);
  const booked = [...free.acknowledged, ...budgeted.acknowledged].filter(({ requestId }) => !named.has(requestId));
  findings.expectAtMost('drainedMs', await bed.drained(booked), DRAINED_WITHIN_MS);
  await bed.silence();

  findings.expectZero('freeRefused', free.refused.length + free.unanswered);
  for (const span of full) expectRefusals(findings, outcomesIn(budgeted, span));
  compareHealth(findings, bed.watch, full);
  compareMemory(findings, heldBefore, heldDuring);
  latency.tell(findings);
  await bed.stop();
  await auditLosses(bed, findings, free, budgeted, kept);
}

/** A time in which the disk takes nothing, short enough that memory holds what it does not take. */
async function fullSpan(bed: Bed, volume: Volume, budgeted: Traffic, seconds: number): Promise<Span> {
  volume.fill();
  await refusing(budgeted);
  // A health that is under way may tell of the moment before.
  await bed.span(0.5);
  const full = await bed.span(seconds);
  volume.free();
  await serving(budgeted);
  return full;
}

function expectRefusals(
  findings: Findings,
  { served, refused, refusedOtherwise }: ReturnType<typeof outcomesIn>,
): void {
  findings.expectZero('budgetedServedWhileFull', served);
  findings.expect('budgetedRefused', refused, refused > 0, 'more than 0');
  findings.expectZero('refusedOtherwise', refusedOtherwise);
}

/** What was acknowledged has a row or is named in the log, never both and never neither. */
async function auditLosses(
  bed: Bed,
  findings: Findings,
  free: Traffic,
  budgeted: Traffic,
  kept: number,
): Promise<void> {
  const { dataDir } = bed.installation;
  const named = namedAsLost(bed.log);
  const isNamed = ({ requestId }: Acknowledged): boolean => named.has(requestId);
  const all = [...free.acknowledged, ...budgeted.acknowledged];
  const lost = all.filter(isNamed);
  findings.note('namedAsLost', lost.length);
  const withoutRow = await verdictOf({ acknowledged: lost }, dataDir);
  findings.expectZero('namedYetBooked', lost.length - withoutRow.lost);
  const within = await verdictOf({ acknowledged: free.acknowledged.slice(0, kept) }, dataDir);
  findings.expectZero('lostWithinBounds', within.lost);
  await bed.audit(
    findings,
    all.filter((one) => !isNamed(one)),
  );
}

function namedAsLost(log: string): ReadonlySet<string> {
  return new Set(Array.from(log.matchAll(LOST), ([, requestId = '']) => requestId));
}
