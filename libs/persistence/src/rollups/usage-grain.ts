import type { UsageGrain } from '@app/contracts';

/** From fine to coarse: each bucket consists of whole buckets of the one before. */
export const USAGE_GRAINS = ['quarter', 'hour', 'day'] as const satisfies readonly UsageGrain[];

export const GRAIN_MS: Readonly<Record<UsageGrain, number>> = {
  quarter: 15 * 60_000,
  hour: 60 * 60_000,
  day: 24 * 60 * 60_000,
};

/** Start of the bucket that a time falls into. All in UTC, whose days have one length. */
export function bucketOf(grain: UsageGrain, atMs: number): number {
  return Math.floor(atMs / GRAIN_MS[grain]) * GRAIN_MS[grain];
}
