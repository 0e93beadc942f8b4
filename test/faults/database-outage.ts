import { eventually } from '../support/eventually';
import type { Bed } from './bed';
import { warmUp } from './warm-up';
import { compareHealth, compareLatency, compareMemory } from './comparison';
import type { Findings } from './findings';
import { DRAINED_WITHIN_MS, type Plan } from './plan';

/** A fault that keeps the database from taking rows. */
export interface DatabaseFault {
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** A statement waits five seconds for a lock before it fails; a full disk shows once the write-ahead log has to grow. */
const TOLD_WITHIN_MS = 8_000;

/** Calm, fault, calm: every request is answered all the same, and afterwards every row is there. */
export async function databaseOutage(bed: Bed, fault: DatabaseFault, plan: Plan, findings: Findings): Promise<void> {
  const { seconds, requestsPerSecond } = plan;
  const traffic = await bed.ask(requestsPerSecond, 'steady');
  const heldBefore = await warmUp(bed);
  const before = await bed.span(seconds / 2);

  const beganMs = performance.now();
  const journalBefore = bed.journalBytes();
  await fault.begin();
  await eventually('a degraded health', () => bed.watch.last?.isDegraded, TOLD_WITHIN_MS);
  const toldMs = performance.now();
  findings.note('toldAfterMs', toldMs - beganMs);
  await bed.span(Math.max(1, seconds - (toldMs - beganMs) / 1_000));
  const during = { fromMs: beganMs, untilMs: performance.now() };
  const heldDuring = await bed.probe.collectedBytes();
  const journalGrowth = bed.journalBytes() - journalBefore;
  const answered = [...traffic.acknowledged];
  await fault.end();
  findings.expectAtMost('drainedMs', await bed.drained(answered), DRAINED_WITHIN_MS);
  const after = await bed.span(seconds / 2);
  await bed.silence();

  const { acknowledged, refused, unanswered, sent } = traffic;
  findings.note('sent', sent);
  findings.expectZero('not2xx', refused.length + unanswered);
  findings.expect('journalGrowthBytes', journalGrowth, journalGrowth > 0, 'more than 0');
  compareHealth(findings, bed.watch, { fromMs: toldMs, untilMs: during.untilMs });
  compareMemory(findings, heldBefore, heldDuring);
  compareLatency(findings, acknowledged, [before, after], during);
  await bed.stop();
  await bed.audit(findings, acknowledged);
  const { rows } = findings.numbers;
  if (rows !== sent) findings.failures.push(`${rows} rows of ${sent} requests`);
}
