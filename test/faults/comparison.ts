import type { Acknowledged } from '../ledger/traffic';
import type { Findings } from './findings';
import { latenciesIn, median, quantile, windowP99s, type Span } from './latency';
import { MAX_ADDED_MS, MAX_GROWTH_BYTES } from './plan';
import type { Watch } from './watch';

const BYTES_PER_MB = 1024 * 1024;

/**
 * Latency during a fault against the calm before and after it: same process, same load. Each stretch is cut into
 * windows, and the medians of their 99th percentiles are compared; those of the whole stretches are told beside them.
 */
export function compareLatency(
  findings: Findings,
  acknowledged: readonly Acknowledged[],
  calm: readonly Span[],
  fault: Span,
): void {
  const baselineMs = median(calm.flatMap((span) => windowP99s(acknowledged, span)));
  const during = windowP99s(acknowledged, fault);
  findings.note('windows', during.length);
  findings.note('p99BaselineMs', baselineMs);
  findings.expectAtMost('p99FaultMs', median(during), baselineMs + MAX_ADDED_MS);
  const whole = calm.flatMap((span) => latenciesIn(acknowledged, span));
  findings.note('p99WholeBaselineMs', quantile(whole, 0.99));
  findings.note('p99WholeFaultMs', quantile(latenciesIn(acknowledged, fault), 0.99));
}

/** What the process holds during a fault beyond what it held after the same load without one, both after a collection. */
export function compareMemory(findings: Findings, beforeBytes: number, faultBytes: number): void {
  findings.note('rssBeforeMb', beforeBytes / BYTES_PER_MB);
  findings.expectAtMost('rssGrowthMb', (faultBytes - beforeBytes) / BYTES_PER_MB, MAX_GROWTH_BYTES / BYTES_PER_MB);
}

/** Health while a fault lasts: traffic may come (200), and it is said that something is wrong. */
export function compareHealth(findings: Findings, watch: Watch, told: Span): void {
  const samples = watch.in(told);
  findings.note('healthSamples', samples.length);
  findings.expectZero('notReady', samples.filter(({ httpStatus }) => httpStatus !== 200).length);
  findings.expectZero('notDegraded', samples.filter(({ isDegraded }) => !isDegraded).length);
  if (samples.length === 0) findings.failures.push('nobody asked for the health during the fault');
}
