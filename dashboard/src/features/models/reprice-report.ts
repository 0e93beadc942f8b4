import type { JobView } from '@app/contracts/admin';

export interface RepriceReport {
  readonly examined: number;
  readonly changed: number;
  readonly oldNanoUsd: number;
  readonly newNanoUsd: number;
  /** The greatest difference first. */
  readonly models: readonly RepricedModel[];
}

interface RepricedModel {
  readonly model: string;
  readonly rows: number;
  readonly oldNanoUsd: number;
  readonly newNanoUsd: number;
}

/** What a job has found; null while it has found nothing, since the results of jobs differ by their kind. */
export function reportOf({ result }: Pick<JobView, 'result'>): RepriceReport | null {
  if (result === null) return null;
  const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
  const models = Array.isArray(result['models']) ? (result['models'] as readonly RepricedModel[]) : [];
  return {
    ...{ examined: number(result['examined']), changed: number(result['changed']), models },
    ...{ oldNanoUsd: number(result['oldNanoUsd']), newNanoUsd: number(result['newNanoUsd']) },
  };
}
