import { Bed } from './bed';
import { compareHealth, compareMemory } from './comparison';
import type { Findings } from './findings';
import {
  journalPolicy,
  mountJournal,
  outcomesIn,
  refusing,
  RESERVE_BYTES,
  reserveIsThere,
  serving,
} from './journal-full';
import { DRAINED_WITHIN_MS, type Plan, type Scenario } from './plan';
import { warmUp } from './warm-up';

/** Longer than any record of this traffic. */
const BYTES_PER_RECORD = 1_024;

/**
 * The journal's volume fills up while the database takes nothing either: first the space set aside is used, then every
 * request is refused, and what was acknowledged comes into the ledger in the end.
 */
export const journalFullRefuse: Scenario = {
  id: 'journal-full-refuse',
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

async function run(bed: Bed, { seconds, requestsPerSecond }: Plan, findings: Findings): Promise<void> {
  const volume = mountJournal(bed);
  await bed.serve(journalPolicy('refuse'));
  await reserveIsThere(bed);
  const traffic = await bed.ask(requestsPerSecond, 'steady');
  const heldBefore = await warmUp(bed);
  const lock = await bed.lockDatabase();

  const filledMs = performance.now();
  volume.fill();
  await refusing(traffic);
  const fullMs = performance.now();
  const inReserve = outcomesIn(traffic, { fromMs: filledMs, untilMs: fullMs });
  findings.note('reserveLastedMs', fullMs - filledMs);
  const fewest = RESERVE_BYTES / BYTES_PER_RECORD;
  findings.expect('servedInReserve', inReserve.served, inReserve.served >= fewest, `at least ${fewest}`);
  // A health that is under way may tell of the moment before.
  await bed.span(0.5);
  const full = await bed.span(seconds / 2);
  const heldDuring = await bed.probe.collectedBytes();
  volume.free();
  await serving(traffic);
  findings.note('servedAgainAfterMs', performance.now() - full.untilMs);
  const refusedBefore = traffic.refused.length;
  await bed.span(1);
  findings.expectZero('refusedAfterwards', traffic.refused.length - refusedBefore);
  const answered = [...traffic.acknowledged];
  await lock.release();
  findings.expectAtMost('drainedMs', await bed.drained(answered), DRAINED_WITHIN_MS);
  await bed.silence();

  const whileFull = outcomesIn(traffic, full);
  findings.expectZero('servedWhileFull', whileFull.served);
  findings.expect('refusedWhileFull', whileFull.refused, whileFull.refused > 0, 'more than 0');
  findings.expectZero('refusedOtherwise', outcomesIn(traffic, { fromMs: 0, untilMs: Infinity }).refusedOtherwise);
  findings.expectZero('unanswered', traffic.unanswered);
  compareHealth(findings, bed.watch, [full]);
  compareMemory(findings, heldBefore, heldDuring);
  await bed.stop();
  await bed.audit(findings, traffic.acknowledged);
}
