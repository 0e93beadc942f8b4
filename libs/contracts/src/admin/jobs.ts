import type { Job } from '../domain/job';

export type JobView = Job;

export interface JobList {
  /** Newest first. */
  readonly items: readonly JobView[];
}

export interface RepriceRequest {
  /** Epoch milliseconds of acceptance: from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
  /** Write nothing and tell what would change. By default true. */
  readonly isDryRun?: boolean;
}
