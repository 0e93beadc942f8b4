import type { SaveGroupRequest } from './groups';

/** What would stored decisions of a group have been by other rules? Nobody is asked anything. */
export interface BacktestRequest {
  /** The group as it would be; left out: as it is saved. */
  readonly draft?: SaveGroupRequest;
  /** The newest decisions that are looked at, 1,000 by default and 10,000 at most. */
  readonly limit?: number;
}

/** Requests that would go elsewhere. */
export interface BacktestMove {
  /** `provider/model`. */
  readonly from: string;
  readonly to: string;
  readonly requests: number;
  /** Draft less present, of those that have a price at both. */
  readonly differenceNanoUsd: number;
}

/**
 * Both the saved group and the draft decide again, by what was stored of each prompt and as providers are now, so that what
 * differs is the draft's doing. Costs are those of the tokens that were used; another model would have used others.
 */
export interface BacktestReport {
  readonly group: string;
  /** Epoch milliseconds of the oldest and newest decision; null where there is none. */
  readonly from: number | null;
  readonly to: number | null;
  /** Stored decisions that were looked at. */
  readonly decisions: number;
  /** Of which too little was stored to decide again. */
  readonly undecided: number;
  /** That the saved group decides now as it did then. */
  readonly asThen: number;
  readonly moved: number;
  /** Most requests first. */
  readonly moves: readonly BacktestMove[];
  readonly presentNanoUsd: number;
  readonly draftNanoUsd: number;
  /** Draft less present. */
  readonly differenceNanoUsd: number;
  /** Without a price at one of both, and in no sum. */
  readonly unpriced: number;
  /** Sentences about what the figures cannot tell. */
  readonly caveats: readonly string[];
}
