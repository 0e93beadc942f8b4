import { eventually } from '../support/eventually';
import type { Acknowledged, Traffic } from '../ledger/traffic';
import type { Bed } from './bed';
import { compareHealth, compareMemory, LatencyComparison } from './comparison';
import type { Findings } from './findings';
import type { Span } from './latency';
import { DRAINED_WITHIN_MS, type Plan } from './plan';
import { heldBytes, warmUp } from './warm-up';

/** A fault that keeps the database from taking rows. */
export interface DatabaseFault {
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** A statement waits five seconds for a lock before it fails, and a full disk shows once the write-ahead log has to grow. */
const TOLD_WITHIN_MS = 20_000;

/** Calm, fault, calm: every request is answered all the same, and afterwards every row is there. */
export async function databaseOutage(bed: Bed, fault: DatabaseFault, plan: Plan, findings: Findings): Promise<void> {
  const { seconds, requestsPerSecond } = plan;
  const traffic = await bed.ask(requestsPerSecond, 'steady');
  await warmUp(bed);
  const latency = new LatencyComparison(traffic.acknowledged, plan.isTimeJudged);
  const outages: Outage[] = [];
  let heldBefore: number | undefined;
  const drainedMs: number[] = [];
  do {
    const before = await bed.span(seconds / 2);
    // After the calm, because compiled code and caches still grow in it.
    heldBefore ??= await heldBytes(bed);
    const outage = await outageOf(bed, fault, seconds, traffic);
    outages.push(outage);
    drainedMs.push(await bed.drained(outage.answered));
    latency.add([before, await bed.span(seconds / 2)], outage.span);
  } while (latency.isUndecided);
  await bed.silence();

  const { acknowledged, refused, unanswered, sent } = traffic;
  findings.note('sent', sent);
  findings.expectZero('not2xx', refused.length + unanswered);
  findings.expectAtMost('drainedMs', Math.max(...drainedMs), DRAINED_WITHIN_MS);
  const journalGrowth = Math.min(...outages.map((outage) => outage.journalGrowth));
  findings.expect('journalGrowthBytes', journalGrowth, journalGrowth > 0, 'more than 0');
  const told = outages.map((outage) => outage.told);
  findings.note('toldAfterMs', Math.max(...outages.map(({ span }, index) => (told[index]?.fromMs ?? 0) - span.fromMs)));
  compareHealth(findings, bed.watch, told);
  compareMemory(findings, heldBefore, Math.max(...outages.map((outage) => outage.heldBytes)));
  latency.tell(findings);
  await bed.stop();
  await bed.audit(findings, acknowledged);
  const { rows } = findings.numbers;
  if (rows !== sent) findings.failures.push(`${rows} rows of ${sent} requests`);
}

interface Outage {
  readonly span: Span;
  /** The part of it during which the health tells. */
  readonly told: Span;
  readonly heldBytes: number;
  readonly journalGrowth: number;
  /** What was acknowledged before it ended. */
  readonly answered: readonly Acknowledged[];
}

async function outageOf(bed: Bed, fault: DatabaseFault, seconds: number, traffic: Traffic): Promise<Outage> {
  const fromMs = performance.now();
  const journalBefore = bed.journalBytes();
  await fault.begin();
  await eventually('a degraded health', () => bed.watch.last?.isDegraded, TOLD_WITHIN_MS);
  const toldMs = performance.now();
  await bed.span(Math.max(1, seconds - (toldMs - fromMs) / 1_000));
  const untilMs = performance.now();
  const held = await bed.probe.collectedBytes();
  const journalGrowth = bed.journalBytes() - journalBefore;
  const answered = [...traffic.acknowledged];
  await fault.end();
  return { span: { fromMs, untilMs }, told: { fromMs: toldMs, untilMs }, heldBytes: held, journalGrowth, answered };
}
