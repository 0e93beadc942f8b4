import type { BreakerState } from './circuit';

/** A breaker changed its state. */
export interface BreakerEvent {
  readonly providerId: string;
  /** Absent: the breaker of the provider as a whole. */
  readonly model?: string;
  readonly from: BreakerState;
  readonly to: BreakerState;
  readonly isManual: boolean;
}
