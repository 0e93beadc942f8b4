export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** Work that outlasts a request. Times are epoch milliseconds. */
export interface Job {
  readonly id: string;
  /** e.g. `reprice`, `recount`. */
  readonly kind: string;
  readonly state: JobState;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Steps done of all; null where their number is not known. */
  readonly progress: { readonly done: number; readonly total: number | null };
  /** What came of it; null until it is done. */
  readonly result: Readonly<Record<string, unknown>> | null;
  /** In a sentence for the user; null unless it failed. */
  readonly error: string | null;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}
