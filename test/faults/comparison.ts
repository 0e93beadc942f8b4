import type { Acknowledged } from '../ledger/traffic';
import type { Findings } from './findings';
import { latenciesIn, median, quantile, windowP99s, type Span } from './latency';
import { MAX_ADDED_MS, MAX_GROWTH_BYTES } from './plan';
import type { Watch } from './watch';

const BYTES_PER_MB = 1024 * 1024;

/** On shared cores one round may not tell; every further one adds to the windows, and none is left out. */
const MAX_ROUNDS = 3;

/**
 * Latency during faults against the calm before and after them: same process, same load. Each stretch is cut into
 * windows, and the medians of their 99th percentiles are compared; those of the whole stretches are told beside them.
 */
export class LatencyComparison {
  private readonly calm: Span[] = [];
  private readonly faults: Span[] = [];
  private rounds = 0;

  constructor(
    private readonly acknowledged: readonly Acknowledged[],
    private readonly isJudged: boolean,
  ) {}

  add(calm: readonly Span[], fault: Span): void {
    this.calm.push(...calm);
    this.faults.push(fault);
    this.rounds += 1;
  }

  /** Slower by more than is promised so far, and worth another round. */
  get isUndecided(): boolean {
    return (
      this.isJudged && this.rounds < MAX_ROUNDS && this.medianOf(this.faults) > this.medianOf(this.calm) + MAX_ADDED_MS
    );
  }

  tell(findings: Findings): void {
    const baselineMs = this.medianOf(this.calm);
    findings.note('rounds', this.rounds);
    findings.note('p99BaselineMs', baselineMs);
    const faultMs = this.medianOf(this.faults);
    if (this.isJudged) findings.expectAtMost('p99FaultMs', faultMs, baselineMs + MAX_ADDED_MS);
    else findings.note('p99FaultMs', faultMs);
    findings.note('p99WholeBaselineMs', this.wholeOf(this.calm));
    findings.note('p99WholeFaultMs', this.wholeOf(this.faults));
  }

  private medianOf(spans: readonly Span[]): number {
    return median(spans.flatMap((span) => windowP99s(this.acknowledged, span)));
  }

  private wholeOf(spans: readonly Span[]): number {
    const latencies = spans.flatMap((span) => latenciesIn(this.acknowledged, span));
    return quantile(latencies, 0.99);
  }
}

/** What the process holds during a fault beyond what it held after the same load without one, both after a collection. */
export function compareMemory(findings: Findings, beforeBytes: number, faultBytes: number): void {
  findings.note('rssBeforeMb', beforeBytes / BYTES_PER_MB);
  findings.expectAtMost('rssGrowthMb', (faultBytes - beforeBytes) / BYTES_PER_MB, MAX_GROWTH_BYTES / BYTES_PER_MB);
}

/** Health while faults last: traffic may come (200), and it is said that something is wrong. */
export function compareHealth(findings: Findings, watch: Watch, told: readonly Span[]): void {
  const samples = told.flatMap((span) => watch.in(span));
  findings.note('healthSamples', samples.length);
  findings.expectZero('notReady', samples.filter(({ httpStatus }) => httpStatus !== 200).length);
  findings.expectZero('notDegraded', samples.filter(({ isDegraded }) => !isDegraded).length);
  if (samples.length === 0) findings.failures.push('nobody asked for the health during the fault');
}
