import type { Findings } from './findings';

export interface Plan {
  /** How long a fault lasts, and the calm before it. */
  readonly seconds: number;
  readonly requestsPerSecond: number;
  readonly seed: number;
  /** False: latencies are told and not judged, for machines that others work on too. */
  readonly isTimeJudged: boolean;
}

export interface Scenario {
  readonly id: string;
  /** It has to mount a small disk of its own. */
  readonly needsVolume: boolean;
  run(plan: Plan, findings: Findings): Promise<void>;
}

export const MAX_GROWTH_BYTES = 50 * 1024 * 1024;
/** By how much the slowest hundredth may be slower during a fault. */
export const MAX_ADDED_MS = 5;
export const DRAINED_WITHIN_MS = 30_000;
